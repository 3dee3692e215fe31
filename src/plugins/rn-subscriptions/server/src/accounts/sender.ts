/**
 * The two halves of a sender as the e-mail settings write it: `Name <address>`, or an address alone, which is then
 * sent in the name of `otherwise`. Names come as they may stand in a mail's header: quoted where they have to be.
 */
export const splitSender = (sender: string, otherwise: string): { name: string; email: string } => {
  const [, name = '', email = sender.trim()] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(sender) ?? [];
  return { name: name || `"${otherwise.replace(/["\\]/g, '')}"`, email };
};
