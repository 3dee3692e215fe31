import { loadHost, Unfit } from './host.mjs';
import { said, words } from './words.mjs';

const WELL = 0;
const REFUSED = 1;
const WARNED = 3;

const findingsIn = async (folder) => {
  try {
    const { service, isDescribed } = await loadHost(folder);
    const doctor = service('doctor');
    return [...(await doctor.beforeStarting()), ...(isDescribed ? await doctor.ofHost() : [])];
  } catch (error) {
    if (error instanceof Unfit) return error.findings;
    throw error;
  }
};

/** Findings as people read them, one after the other. */
export const show = (findings) => {
  for (const { severity, sentence, how, mend } of findings) {
    console.log(`${words[severity]}  ${said(sentence)}.`);
    if (said(mend)) console.log(`    ${words.mend}: ${said(mend)}.`);
    if (how) console.log(`    ${words.see}: ${how}`);
    console.log('');
  }
};

/** Looks at the project in this folder and prints what it found. Returns the exit code. */
export const doctor = async ({ folder, json }) => {
  const findings = await findingsIn(folder);
  if (json)
    console.log(
      JSON.stringify(
        findings.map(({ sentence, mend, ...one }) => ({ ...one, sentence: said(sentence), mend: said(mend) })),
        null,
        2
      )
    );
  else if (findings.length === 0) console.log(words.well);
  else show(findings);
  if (findings.some(({ severity }) => severity === 'refuse')) return REFUSED;
  return findings.length > 0 ? WARNED : WELL;
};
