import { z } from 'zod';
import { PAGE_SIZES } from '../../../shared/contracts/admin';

const FARTHEST_PAGE = 100_000;

/** Which page of a list a query asks for, and how many rows of it. Problems are codes of messages/field-problems.ts. */
export const PAGE = {
  page: z.coerce.number('wrongType').int('wrongType').min(1, 'wrongType').max(FARTHEST_PAGE, 'wrongType').default(1),
  pageSize: z.coerce
    .number('wrongType')
    .refine((size) => (PAGE_SIZES as readonly number[]).includes(size), 'invalidChoice')
    .default(20),
};
