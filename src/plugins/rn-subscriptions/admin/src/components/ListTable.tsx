import { Box, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';

// The design system's table is a grid of one tab stop, walked with arrow keys; here every name is a link to Tab to.
const Table = styled.table`
  width: 100%;
  border-collapse: collapse;
  white-space: nowrap;

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
    text-align: start;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  td.wraps {
    min-width: 18rem;
    white-space: normal;
  }

  tbody tr:last-child td {
    border-bottom: 0;
  }

  tbody tr:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
`;

/** A list's table, which scrolls sideways where it is too wide; the cells of class `wraps` break their lines. */
export const ListTable = ({
  label,
  isFetching,
  children,
}: {
  label: string;
  isFetching: boolean;
  children: ReactNode;
}) => (
  <Box
    background="neutral0"
    shadow="tableShadow"
    hasRadius
    overflow="auto"
    tabIndex={0}
    role="region"
    aria-label={label}
  >
    <Table style={{ opacity: isFetching ? 0.6 : 1 }}>{children}</Table>
  </Box>
);

/** The words in the head of a column. */
export const ColumnTitle = ({ label }: { label: string }) => (
  <Typography variant="sigma" textColor="neutral600">
    {label}
  </Typography>
);

/** A patron's name, which leads to their window. */
export const NameLink = styled(Link)`
  color: ${({ theme }) => theme.colors.primary600};
  font-size: 1.4rem;
  font-weight: 600;
`;
