import { Box } from '@strapi/design-system';
import { forwardRef, type ComponentProps } from 'react';

/** The frame of what has to be answered before anything is saved. */
export const WarningBox = forwardRef<HTMLDivElement, ComponentProps<typeof Box>>((props, ref) => (
  <Box
    ref={ref}
    padding={4}
    hasRadius
    background="warning100"
    borderColor="warning600"
    borderStyle="solid"
    borderWidth="1px"
    {...props}
  />
));
