/** What the admin's authentication leaves in `ctx.state`: who asks, and what their roles may do. */
export type AdminState = {
  user: { id: number; roles?: { id: number; code: string }[] };
  userAbility: { can(action: string): boolean };
};
