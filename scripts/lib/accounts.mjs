import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The demo accounts of the reference data, for the terminal.
 * @returns {Promise<{ password: string, groups: { organisation: string, logins: string[] }[] } | undefined>} one group per
 *   organisation in the order of the data; a login is followed by its roles in Chinese
 */
export async function demoAccounts(root) {
  const data = path.join(root, 'seeds/data');
  const read = (file) => readFile(path.join(data, file), 'utf8').then(JSON.parse, () => undefined);
  const people = await read('people.json');
  if (!people?.demoPassword) return undefined;
  const roles = namesByCode(await read('roles.json'));
  const organisations = namesByCode(await read('organisations.json'));
  const groups = new Map();
  for (const { login, memberships = [] } of listIn(people).filter(({ demo }) => demo === true)) {
    for (const orgCode of new Set(memberships.map((membership) => membership.orgCode))) {
      const held = memberships
        .filter((membership) => membership.orgCode === orgCode)
        .map(({ role }) => roles.get(role) ?? role);
      groups.set(orgCode, [...(groups.get(orgCode) ?? []), `${login} ${held.join('、')}`]);
    }
  }
  return {
    password: people.demoPassword,
    groups: [...groups].map(([code, logins]) => ({ organisation: organisations.get(code) ?? code, logins })),
  };
}

/** Reference files are a header with one list of records. */
const listIn = (file) =>
  Object.values(file ?? {}).find((value) => Array.isArray(value) && typeof value[0] === 'object') ?? [];

const namesByCode = (file) =>
  new Map(listIn(file).map((entry) => [entry.code ?? entry.id, entry.name?.zh ?? entry.name]));
