import { Box, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { Layouts } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';

/** What a reader has to know at once, above the list; no ✕, since it ends by itself. `children`: what to do about it. */
export const Banner = ({
  tone,
  sentence,
  children,
}: {
  tone: 'danger' | 'warning';
  sentence: string;
  children?: ReactNode;
}) => (
  <Layouts.Content>
    <Flex
      alignItems="flex-start"
      gap={3}
      padding={4}
      marginBottom={4}
      hasRadius
      background={`${tone}100`}
      borderColor={`${tone}200`}
      borderStyle="solid"
      borderWidth="1px"
    >
      <Box aria-hidden height="2rem" shrink={0}>
        <WarningCircle width="2rem" height="2rem" fill={`${tone}600`} />
      </Box>
      <Flex direction="column" alignItems="flex-start" gap={2}>
        <Typography tag="p">{sentence}</Typography>
        {children}
      </Flex>
    </Flex>
  </Layouts.Content>
);
