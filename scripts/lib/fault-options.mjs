export const FAULTS_HELP = `npm run prove:faults [-- OPTIONS]   kill worker, API, Temporal and MongoDB under load and hold every answer against the records

Options
  --seconds N   how long there are kills (60)
  --cases N     new cases at most (2000)
  --width N     cases worked on at the same time (8)
  --apis N      number of APIs (2)
  --workers N   number of workers (2)
  --seed N      of the choice of victims and moments (random, printed)
  --only A,B    victims: worker, api, temporal, mongo (all)
  --codec       payloads in Temporal are encrypted with keys made for the run
  --pair        instead of random kills: one worker and one API are killed once and stay away
  --json FILE   writes the report there, too
  --verbose     shows the crashes as they are noticed
  --help        this text
`;

export const VICTIMS = ['worker', 'api', 'temporal', 'mongo'];

/** @param {string[]} argv @returns what was asked for, or `{ fault }` */
export function parseFaultOptions(argv, random = Math.random) {
  const options = {
    seconds: 60,
    cases: 2000,
    width: 8,
    apis: 2,
    workers: 2,
    seed: Math.floor(random() * 1_000_000) + 1,
    only: VICTIMS,
    codec: false,
    pair: false,
    json: undefined,
    verbose: false,
    help: false,
  };
  for (let i = 0; i < argv.length; i++) {
    const name = argv[i].replace(/^--/, '');
    if (argv[i] === '--') continue;
    if (!argv[i].startsWith('--') || !(name in options)) return { fault: `${argv[i]} is not an option` };
    if (typeof options[name] === 'boolean') options[name] = true;
    else if (name === 'json') options.json = argv[++i];
    else if (name === 'only') options.only = (argv[++i] ?? '').split(',');
    else options[name] = Number(argv[++i]);
    if (typeof options[name] === 'number' && !(Number.isInteger(options[name]) && options[name] > 0))
      return { fault: `--${name} wants a positive whole number` };
  }
  const stranger = options.only.find((victim) => !VICTIMS.includes(victim));
  if (stranger !== undefined) return { fault: `--only knows ${VICTIMS.join(', ')}, not ${stranger}` };
  if (options.pair && (options.apis < 2 || options.workers < 2))
    return { fault: '--pair needs two APIs and two workers' };
  return options;
}
