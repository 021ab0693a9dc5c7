import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The demo accounts of the reference data, for the terminal.
 * @returns {Promise<{ password: string, accounts: { login: string, name: string, roles: string }[] } | undefined>}
 */
export async function demoAccounts(root) {
  const data = path.join(root, 'seeds/data');
  const read = (file) => readFile(path.join(data, file), 'utf8').then(JSON.parse, () => undefined);
  const people = await read('people.json');
  if (!people?.demoPassword) return undefined;
  const roles = namesByCode(await read('roles.json'));
  const organisations = namesByCode(await read('organisations.json'));
  const name = (names, code) => names.get(code) ?? code;
  const accounts = listIn(people)
    .filter(({ demo }) => demo === true)
    .map((person) => ({
      login: person.login,
      name: person.name?.zh ?? person.name,
      roles: (person.memberships ?? [])
        .map(({ orgCode, role }) => `${name(organisations, orgCode)} ${name(roles, role)}`)
        .join('，'),
    }));
  return { password: people.demoPassword, accounts };
}

/** Reference files are a header with one list of records. */
const listIn = (file) =>
  Object.values(file ?? {}).find((value) => Array.isArray(value) && typeof value[0] === 'object') ?? [];

const namesByCode = (file) =>
  new Map(listIn(file).map((entry) => [entry.code ?? entry.id, entry.name?.zh ?? entry.name]));
