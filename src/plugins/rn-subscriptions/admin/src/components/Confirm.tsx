import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';

type Props = {
  isOpen: boolean;
  title: string;
  sentence: string;
  /** the words on the button that changes nothing, and on the other */
  stay: string;
  go: string;
  /** whether what follows takes something away */
  isDanger?: boolean;
  onStay: () => void;
  onGo: () => void;
};

/** Asks once more before something happens that cannot be taken back. */
export const Confirm = ({ isOpen, title, sentence, stay, go, isDanger = false, onStay, onGo }: Props) => (
  <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onStay()}>
    <Dialog.Content>
      <Dialog.Header>{title}</Dialog.Header>
      <Dialog.Body icon={<WarningCircle fill={isDanger ? 'danger600' : 'primary600'} />}>{sentence}</Dialog.Body>
      <Dialog.Footer>
        <Dialog.Cancel>
          <Button fullWidth variant="tertiary">
            {stay}
          </Button>
        </Dialog.Cancel>
        <Button fullWidth variant={isDanger ? 'danger-light' : 'default'} onClick={onGo}>
          {go}
        </Button>
      </Dialog.Footer>
    </Dialog.Content>
  </Dialog.Root>
);
