import { Button, Flex } from '@strapi/design-system';

type Props<Choice> = {
  label: string;
  /** `count`: how many rows the choice would show, once it is known */
  choices: { choice: Choice; label: string; count: number | undefined }[];
  chosen: Choice;
  onChoose: (choice: Choice) => void;
};

/** A list's filter as buttons, each with how many rows it would show. */
export const ChoiceButtons = <Choice extends string | undefined>({
  label,
  choices,
  chosen,
  onChoose,
}: Props<Choice>) => (
  <Flex role="group" aria-label={label} gap={2} wrap="wrap">
    {choices.map(({ choice, label: words, count }) => (
      <Button
        key={choice ?? 'all'}
        size="S"
        variant={choice === chosen ? 'default' : 'tertiary'}
        aria-pressed={choice === chosen}
        onClick={() => onChoose(choice)}
      >
        {words}
        {count === undefined ? '' : ` (${count})`}
      </Button>
    ))}
  </Flex>
);
