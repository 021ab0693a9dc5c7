export const TEST_HELP = `npm test [-- OPTIONS] [-- JEST ARGUMENTS]   run all tests on servers of their own

Options
  --project NAME   only this project; may be given several times (unit, bootstrap, processes, replay, api, stories, faults, ui)
  --fast           without lint, format and type check
  --help           this text
Everything else is passed on to jest, for instance: npm test -- --project api -t logout

Environment
  HAZFLOW_TEST_MONGODB_URI, HAZFLOW_TEST_TEMPORAL_ADDRESS
                   running servers to test on instead of servers of its own
  HAZFLOW_TEMPORAL_CLI_PATH, HAZFLOW_MONGOD_PATH, HAZFLOW_TEST_SERVER_PATH
                   programs to run instead of those found
  HAZFLOW_CHROMIUM browser for the tests of the web pages (chromium or google-chrome on PATH)
  XDG_CACHE_HOME   programs that are fetched are kept in its folder hazflow (~/.cache)
`;

/** Projects that need neither servers nor a build. */
const LIGHT = ['unit', 'bootstrap'];
/** On servers, each test with a database and queues of its own: two files at a time. */
const PAIRED = ['processes', 'replay', 'api'];
/** Whole systems, and servers that are killed: one after the other. */
const ALONE = ['stories', 'faults'];
export const UI = 'ui';

/** @param {string[]} argv */
export function parseTestOptions(argv) {
  const projects = [];
  const passedOn = [];
  let fast = false;
  let help = false;
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i];
    if (arg === '--help') help = true;
    else if (arg === '--fast') fast = true;
    else if (arg === '--project') projects.push(argv[++i]);
    else if (arg.startsWith('--project=')) projects.push(arg.slice('--project='.length));
    else if (arg !== '--') passedOn.push(arg);
  }
  const known = [...LIGHT, ...PAIRED, ...ALONE, UI];
  const unknown = projects.filter((name) => !known.includes(name));
  const chosen = projects.length ? projects : known;
  return {
    help,
    fast,
    unknown,
    light: LIGHT.filter((name) => chosen.includes(name)),
    paired: PAIRED.filter((name) => chosen.includes(name)),
    alone: ALONE.filter((name) => chosen.includes(name)),
    ui: chosen.includes(UI),
    passedOn,
  };
}
