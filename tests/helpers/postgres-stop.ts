export default async () => {
  await (globalThis as any).testPostgres.stop();
};
