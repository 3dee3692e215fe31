import { Button, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';

/** Why a list is empty, and the way out where there is one. */
export const EmptyList = ({
  sentence,
  wayOut,
}: {
  sentence: string;
  wayOut?: { label: string; onClick: () => void };
}) => (
  <EmptyStateLayout
    icon={<EmptyDocuments width="16rem" />}
    hasRadius
    shadow="tableShadow"
    content={sentence}
    action={
      wayOut && (
        <Button variant="secondary" onClick={wayOut.onClick}>
          {wayOut.label}
        </Button>
      )
    }
  />
);
