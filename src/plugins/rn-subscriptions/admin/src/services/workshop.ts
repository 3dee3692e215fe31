import type { WorkshopAnswer } from '../../../shared/contracts/admin';
import { api, ROOT } from './registrations';

const WORKSHOP = `${ROOT}/workshop`;
const openUntil = (answer: WorkshopAnswer) => answer.data.openUntil;

const workshopApi = api.enhanceEndpoints({ addTagTypes: ['RnWorkshop'] }).injectEndpoints({
  endpoints: (builder) => ({
    rnWorkshop: builder.query<string | null, void>({
      query: () => WORKSHOP,
      transformResponse: openUntil,
      providesTags: ['RnWorkshop'],
    }),
    rnOpenWorkshop: builder.mutation<string | null, void>({
      query: () => ({ url: WORKSHOP, method: 'POST' }),
      transformResponse: openUntil,
      invalidatesTags: ['RnWorkshop'],
    }),
    rnCloseWorkshop: builder.mutation<string | null, void>({
      query: () => ({ url: WORKSHOP, method: 'DELETE' }),
      transformResponse: openUntil,
      invalidatesTags: ['RnWorkshop'],
    }),
  }),
});

export const { useRnWorkshopQuery, useRnOpenWorkshopMutation, useRnCloseWorkshopMutation } = workshopApi;
