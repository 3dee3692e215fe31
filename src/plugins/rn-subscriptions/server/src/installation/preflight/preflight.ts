import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../../shared/permissions';
import { inOneLine, type Finding } from '../finding';
import { findingsOf } from './checks';
import { readFacts } from './read-facts';

/** An installation that cannot start as it is; `findings`: why, for whoever can show more than the message. */
export class UnfitInstallation extends Error {
  constructor(readonly findings: Finding[]) {
    super(findings.map((finding) => `${PLUGIN_ID}: ${inOneLine(finding)}`).join('\n'));
    this.name = 'UnfitInstallation';
    // Nobody who reads it has to look into the code.
    this.stack = undefined;
  }
}

/**
 * Looks at the installation before anything is changed in its database: in `register`, since Strapi makes tables and indexes between that
 * and `bootstrap`, and would stop half-way. Logs what is only a warning; throws {@link UnfitInstallation} with all that stops a start.
 */
export const passPreflight = async (strapi: Core.Strapi): Promise<void> => {
  // Loaded by `uninstall`, which starts nothing: whatever is amiss, the plugin can be taken out.
  if (strapi.config.get('rn-subscriptions.isBeingTakenOut', false)) return;
  const findings = findingsOf(await readFacts(strapi));
  if (findings.some(({ severity }) => severity === 'refuse')) throw new UnfitInstallation(findings);
  for (const finding of findings) strapi.log.warn(`${PLUGIN_ID}: ${inOneLine(finding)}`);
};
