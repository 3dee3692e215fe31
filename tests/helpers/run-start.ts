import { newScratchFolder } from './scratch-folder';

/** A folder that all workers of this run share. */
export default () => {
  process.env.TEST_RUN = newScratchFolder('rn-run-');
};
