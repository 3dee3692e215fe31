/**
 * What a mail says of the change that owes it; later changes do not reword it. `to`: the one address that nothing may refer to any
 * more when the mail leaves; `signsIn`: one still signs in with it;
 * `newAddress`: a library's; `asked`: the documentId of somebody who was asked for at the account's address; `isFull`: no more can be.
 */
export type MailFacts = {
  mediatheque?: string;
  validFrom?: string | null;
  expiresOn?: string | null;
  erasedFrom?: string;
  to?: string;
  signsIn?: boolean;
  newAddress?: string | null;
  registeredOn?: string;
  asked?: string;
  isFull?: true;
};
