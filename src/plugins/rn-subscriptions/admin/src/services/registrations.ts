import { adminApi, getFetchClient } from '@strapi/strapi/admin';
import type {
  DetailAnswer,
  HistoryAnswer,
  ListAnswer,
  ListQuery,
  MailsAnswer,
  MeAnswer,
  SaveAnswer,
  SaveRequest,
} from '../../../shared/contracts/admin';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { ListView } from '../utils/list-view';
import { DEFAULT_PAGE_SIZE, writeView } from '../utils/page-view';

export const ROOT = `/${PLUGIN_ID}`;

/** The address of a list at this view. */
// Written here: the panel's client leaves the values of a query unencoded, and « + » occurs in addresses.
export const withQuery = (path: string, view: Parameters<typeof writeView>[0]) => `${path}?${writeView(view)}`;

export const api = adminApi
  .enhanceEndpoints({ addTagTypes: ['RnRegistrations', 'RnMails', 'RnUndelivered'] })
  .injectEndpoints({
    endpoints: (builder) => ({
      rnMe: builder.query<MeAnswer['data'], void>({
        query: () => `${ROOT}/me`,
        transformResponse: (answer: MeAnswer) => answer.data,
        providesTags: ['RnUndelivered'],
      }),
      rnRegistrations: builder.query<ListAnswer, ListView>({
        query: (view) => withQuery(`${ROOT}/registrations`, view),
        providesTags: ['RnRegistrations'],
      }),
      rnRegistration: builder.query<DetailAnswer['data'], string>({
        query: (documentId) => `${ROOT}/registrations/${encodeURIComponent(documentId)}`,
        transformResponse: (answer: DetailAnswer) => answer.data,
        // A window opens on what the row holds now, and nothing of the patron stays when it closes.
        keepUnusedDataFor: 0,
      }),
      rnMails: builder.query<MailsAnswer['data'], string>({
        query: (documentId) => `${ROOT}/registrations/${encodeURIComponent(documentId)}/mails`,
        transformResponse: (answer: MailsAnswer) => answer.data,
        keepUnusedDataFor: 0,
        providesTags: ['RnMails'],
      }),
      rnHistory: builder.query<HistoryAnswer['data'], string>({
        query: (documentId) => `${ROOT}/registrations/${encodeURIComponent(documentId)}/history`,
        transformResponse: (answer: HistoryAnswer) => answer.data,
        keepUnusedDataFor: 0,
        providesTags: ['RnMails'],
      }),
      rnErase: builder.mutation<void, string>({
        query: (documentId) => ({ url: `${ROOT}/registrations/${documentId}`, method: 'DELETE' }),
        invalidatesTags: ['RnRegistrations', 'RnUndelivered'],
      }),
      rnSendAgain: builder.mutation<void, { documentId: string; mail: string }>({
        query: ({ documentId, mail }) => ({
          url: `${ROOT}/registrations/${documentId}/mails/${mail}/send-again`,
          method: 'POST',
        }),
        // Asked again also where it failed: the mail may have left meanwhile.
        invalidatesTags: ['RnMails', 'RnUndelivered'],
      }),
      // Says only that something was saved: the request itself holds a reason that must stay out of the store.
      rnSaved: builder.mutation<null, void>({
        queryFn: () => ({ data: null }),
        invalidatesTags: ['RnRegistrations', 'RnMails'],
      }),
    }),
  });

export const {
  useRnEraseMutation,
  useRnHistoryQuery,
  useRnMeQuery,
  useRnRegistrationsQuery,
  useRnRegistrationQuery,
  useRnMailsQuery,
  useRnSavedMutation,
  useRnSendAgainMutation,
} = api;

/**
 * Saves a registration. Not through the store, and not aborted with the window: a save that has left is a save.
 * Throws what `saveFailureOf` explains.
 */
export const saveRegistration = async (documentId: string, request: SaveRequest): Promise<SaveAnswer> => {
  const { data } = await getFetchClient().put<SaveAnswer, SaveRequest>(`${ROOT}/registrations/${documentId}`, request);
  return data;
};

/** The list of these filters as a CSV file in the given language, every page of it. */
export const exportRegistrations = async (filters: ListQuery, locale: string): Promise<Blob> => {
  const everyPage = { ...filters, page: 1, pageSize: DEFAULT_PAGE_SIZE };
  const { data } = await getFetchClient().get(withQuery(`${ROOT}/registrations/export`, everyPage), {
    responseType: 'blob',
    headers: { 'Accept-Language': locale },
  });
  return data;
};
