import type {
  HoldRelease,
  HoldReleaseAnswer,
  SendAllAgainAnswer,
  UndeliveredAnswer,
} from '../../../shared/contracts/admin';
import type { MailsView } from '../pages/UndeliveredMails/mails-view';
import { api, ROOT, withQuery } from './registrations';

const MAILS = `${ROOT}/mails`;

const mailsApi = api.injectEndpoints({
  endpoints: (builder) => ({
    rnUndelivered: builder.query<UndeliveredAnswer, MailsView>({
      query: (view) => withQuery(MAILS, view),
      keepUnusedDataFor: 0,
      providesTags: ['RnUndelivered'],
    }),
    rnRetry: builder.mutation<void, string>({
      query: (documentId) => ({ url: `${MAILS}/${documentId}/send-again`, method: 'POST' }),
      // Also where it failed: somebody else may have been quicker.
      invalidatesTags: ['RnUndelivered'],
    }),
    rnRetryAll: builder.mutation<SendAllAgainAnswer['data'], void>({
      query: () => ({ url: `${MAILS}/send-again`, method: 'POST' }),
      transformResponse: (answer: SendAllAgainAnswer) => answer.data,
      invalidatesTags: ['RnUndelivered'],
    }),
    rnRelease: builder.mutation<HoldReleaseAnswer['data'], HoldRelease>({
      query: (data) => ({ url: `${MAILS}/hold/release`, method: 'POST', data }),
      transformResponse: (answer: HoldReleaseAnswer) => answer.data,
      invalidatesTags: ['RnUndelivered'],
    }),
    rnDismiss: builder.mutation<void, string>({
      query: (documentId) => ({ url: `${MAILS}/${documentId}/dismiss`, method: 'POST' }),
      invalidatesTags: ['RnUndelivered'],
    }),
  }),
});

export const {
  useRnReleaseMutation,
  useRnUndeliveredQuery,
  useRnRetryMutation,
  useRnRetryAllMutation,
  useRnDismissMutation,
} = mailsApi;
