import path from 'node:path';
import { inNode, temporaryFolder, writeFile } from './support/in-node';

/**
 * A program that serves as soon as its file `up` exists and then does what the test says.
 * `crashes` lets it crash that many times in all, counted in a file.
 */
function program(body: string) {
  const folder = temporaryFolder();
  const file = path.join(folder, 'program.mjs');
  writeFile(
    file,
    `import fs from 'node:fs';
     const folder = ${JSON.stringify(folder)};
     const count = () => { fs.appendFileSync(folder + '/starts', 'x'); return fs.statSync(folder + '/starts').size; };
     const event = (text) => fs.appendFileSync(folder + '/events', text + '\\n');
     const up = () => fs.writeFileSync(folder + '/up', String(process.pid));
     setInterval(() => {}, 1000);
     ${body}`,
  );
  return { folder, file };
}

/** Starts the program as a watched service, lets `until` happen, and gives what was said and how it ended. */
const runService = (
  it: { folder: string; file: string },
  options: { until: string; graceMs?: number; backOffMs?: number[]; readyMs?: number },
) =>
  inNode({ ...it, ...options }, async ({ lib, fakes, fs, args }) => {
    const { existsSync, readFileSync } = fs;
    const { Service } = await lib('service');
    const { waitFor } = await lib('wait');
    const { ctx, said } = fakes.fakeContext({ root: args.folder, env: process.env });
    const service = new Service(ctx, {
      name: 'worker',
      file: process.execPath,
      args: [args.file],
      log: `${args.folder}/worker.log`,
      surface: true,
      ready: () => Promise.resolve(existsSync(`${args.folder}/up`)),
      readyMs: args.readyMs ?? 5000,
      graceMs: args.graceMs ?? 5000,
      backOffMs: args.backOffMs ?? [10, 10],
    });
    let givenUp: { message: string; details: string } | null = null;
    service.onGivenUp = ({ message, details }: { message: string; details: string }) =>
      (givenUp = { message, details });
    await service.start();
    const happened = await waitFor(
      () => Promise.resolve(givenUp !== null || (said as string[]).some((line) => line.includes(args.until))),
      { timeoutMs: 10_000 },
    );
    const stopped = (await service.stop()) as string;
    const read = (name: string) =>
      existsSync(`${args.folder}/${name}`) ? readFileSync(`${args.folder}/${name}`, 'utf8') : '';
    return {
      happened: Boolean(happened),
      givenUp: givenUp as { message: string; details: string } | null,
      stopped,
      said: (said as string[]).join('\n'),
      events: read('events'),
      log: read('worker.log'),
    };
  });

describe('a watched process', () => {
  test('that ends while starting is told with its last words', async () => {
    const it = program(`console.log('reading settings'); console.error('PORT is not a number'); process.exit(3);`);
    await expect(runService(it, { until: '' })).rejects.toMatchObject({
      kind: 'Failure',
      message: `worker ended while starting (exit code 3); its log is ${it.folder}/worker.log.`,
    });
  });

  test('that never gets ready is ended', async () => {
    await expect(runService(program(''), { until: '', readyMs: 300 })).rejects.toThrow(
      'worker did not get ready within 0.3 s',
    );
  });

  test('that crashes is named and started again', async () => {
    const it = program(`const n = count(); up(); if (n === 1) setTimeout(() => process.exit(7), 400);`);
    const { said, stopped, givenUp } = await runService(it, { until: 'worker is up again' });
    expect(said).toContain('! worker crashed (exit code 7); starting it again in 0.01 s.');
    expect(said).toContain('! worker is up again');
    expect(givenUp).toBeNull();
    expect(stopped).toBe('stopped');
  });

  test('that crashes again and again is given up with its last log lines', async () => {
    const it = program(`count(); up(); setTimeout(() => { console.log('cannot go on'); process.exit(7); }, 400);`);
    const { givenUp, said } = await runService(it, { until: 'never', backOffMs: [1, 2] });
    expect(givenUp?.message).toMatch(/^worker crashed 3 times in a row \(exit code 7\); its log is /);
    expect(givenUp?.details).toContain('cannot go on');
    expect(said.match(/worker crashed/g)).toHaveLength(2);
  });

  test('is let finish what it does when it is stopped', async () => {
    const it =
      program(`process.on('SIGTERM', () => setTimeout(() => { event('activity finished'); process.exit(0); }, 200));
      up(); console.error('a warning to wait for');`);
    const { stopped, events } = await runService(it, { until: 'a warning to wait for' });
    expect(stopped).toBe('stopped');
    expect(events).toBe('activity finished\n');
  });

  test('is killed when it does not stop in time', async () => {
    const it = program(`process.on('SIGTERM', () => {}); up(); console.error('a warning to wait for');`);
    expect((await runService(it, { until: 'a warning to wait for', graceMs: 200 })).stopped).toBe('killed');
  });

  test('shows its warnings and errors and keeps everything in its log', async () => {
    const it = program(`
      console.log(JSON.stringify({ level: 30, msg: 'just so you know' }));
      console.log(JSON.stringify({ level: 50, msg: 'write failed', err: { message: 'no primary' } }));
      console.error('plain chatter');
      console.log(JSON.stringify({ level: 40, msg: 'last' }));
      up();`);
    const { said, log } = await runService(it, { until: '[worker] warning: last' });
    expect(said).toContain('! [worker] error: write failed (no primary)');
    expect(said).not.toContain('just so you know');
    expect(said).not.toContain('plain chatter');
    for (const text of ['just so you know', 'write failed', 'plain chatter', 'last']) expect(log).toContain(text);
  });
});

test('a flood of warnings is cut off on the terminal', async () => {
  const shown = await inNode({}, async ({ lib }) => {
    const { surfacing } = await lib('surface');
    const lines: string[] = [];
    let time = 0;
    const see = surfacing('API', 'api.log', { warn: (text: string) => lines.push(text) }, () => time);
    for (let i = 0; i < 100; i++) see(JSON.stringify({ level: 40, msg: `warning ${i}` }), false);
    time = 120_000;
    see(JSON.stringify({ level: 40, msg: 'later' }), false);
    return lines;
  });
  expect(shown).toHaveLength(22);
  expect(shown[20]).toBe('[API] more in api.log');
  expect(shown[21]).toBe('[API] warning: later');
});
