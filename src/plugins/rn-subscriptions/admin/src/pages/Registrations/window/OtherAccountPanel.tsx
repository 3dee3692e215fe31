import { Button, Flex, Typography } from '@strapi/design-system';
import { WarningBox } from '../../../components/WarningBox';
import { useText } from '../../../hooks/useText';
import { controlId, type PatronForm } from './usePatronForm';

/** The typed address is another account's: the same family's, or a mistake. Nothing is saved before the librarian has said which. */
export const OtherAccountPanel = ({ form }: { form: PatronForm }) => {
  const text = useText();
  if (form.problems.email !== 'otherAccount') return null;
  return (
    <WarningBox role="group" aria-labelledby="rn-other-account">
      <Typography id="rn-other-account" tag="h3" variant="delta">
        {text('otherAccount.title')}
      </Typography>
      <Typography tag="p">{text('otherAccount.text', { email: form.values.email.trim() })}</Typography>
      <Flex gap={2} wrap="wrap" paddingTop={3}>
        <Button type="button" variant="secondary" loading={form.isSaving} onClick={form.saveAsFamily}>
          {text('otherAccount.family')}
        </Button>
        <Button type="button" variant="tertiary" onClick={() => document.getElementById(controlId('email'))?.focus()}>
          {text('otherAccount.mistake')}
        </Button>
      </Flex>
    </WarningBox>
  );
};
