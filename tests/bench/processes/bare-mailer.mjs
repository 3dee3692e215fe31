import nodemailer from 'nodemailer';

// What a mailer without a queue does: a pooled transport and a loop, in a process of its own. Told how many and what, it
// answers how long that took, in milliseconds.

/** As many as the application has under way. */
const AT_ONCE = 30;

const transport = nodemailer.createTransport({
  host: '127.0.0.1',
  port: Number(process.argv[2]),
  secure: false,
  pool: true,
  maxConnections: 4,
});

process.on('message', async ({ id, count, mail }) => {
  const start = performance.now();
  let left = count;
  const work = async () => {
    for (; left > 0;) {
      left -= 1;
      await transport.sendMail({ ...mail, messageId: `<${id}-${left}@example.org>` });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  process.send({ id, answer: performance.now() - start });
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
