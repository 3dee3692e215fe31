export default async () => {
  await globalThis.testPostgres.stop();
};
