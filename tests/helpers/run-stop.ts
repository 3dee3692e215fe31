import fs from 'node:fs';

export default () => {
  fs.rmSync(process.env.TEST_RUN!, { recursive: true, force: true });
};
