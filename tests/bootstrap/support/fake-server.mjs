import { appendFileSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fakeMongo, fakeTemporal, mongodBehaviour } from './fakes.mjs';

/** Stands for `temporal` and `mongod` in tests of the whole start: `fake-server.mjs temporal|mongod ARGUMENTS`. */
const [kind, ...args] = process.argv.slice(2);
const option = (name) => args[args.indexOf(name) + 1];
const note = (text) => process.env.EVENTS && appendFileSync(process.env.EVENTS, `${text}\n`);

if (args[0] === '--version') {
  process.stdout.write(
    kind === 'temporal' ? 'temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n' : 'db version v8.0.4\n',
  );
} else {
  const port = Number(option('--port'));
  if (kind === 'temporal')
    await fakeTemporal(port, () => readFileSync(process.env.EVENTS, 'utf8').includes('worker started'));
  else await fakeMongo(mongodBehaviour({ replSet: args.includes('--replSet') }), port);
  note(`${kind} started`);
  process.on('SIGTERM', () => {
    note(`${kind} stopped`);
    process.exit(0);
  });
}
