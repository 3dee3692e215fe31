import type { AddressChange, AddressChangesAnswer } from '../../../shared/contracts/admin';
import { api, ROOT } from './registrations';

const addressChangesApi = api.injectEndpoints({
  endpoints: (builder) => ({
    rnAddressChanges: builder.query<AddressChange[], void>({
      query: () => `${ROOT}/mediatheques/address-changes`,
      transformResponse: (answer: AddressChangesAnswer) => answer.data,
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useRnAddressChangesQuery } = addressChangesApi;
