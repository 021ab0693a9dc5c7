import { IdentityService } from '../support/identity-service';
import { OidcApi, place } from '../support/oidc-api';

/** An installation whose identity service tells user names, and tells them only when it is asked for the person. */
let service: IdentityService;
let api: OidcApi;

beforeAll(async () => {
  service = await IdentityService.started();
  service.userinfo = {};
  api = await OidcApi.started(service, { OIDC_LINK: 'login', OIDC_CLAIM: 'preferred_username' });
}, 60_000);
afterAll(async () => {
  await api.stop();
  await service.stop();
});

const arriveAs = (claims: Record<string, unknown>, userinfo: Record<string, unknown>) => {
  service.who = claims;
  service.userinfo = userinfo;
  return api.arrive();
};

describe('an identity service that tells the user name', () => {
  test('at its userinfo address opens the account of that name, written in capitals or not', async () => {
    const answer = await arriveAs({ sub: 's-1' }, { sub: 's-1', preferred_username: 'EMB.Officer1' });
    expect(place(answer)).toBe('/');
    expect(await api.whoIs(answer)).toMatchObject({ login: 'emb.officer1', signedInWith: 'oidc' });
  });

  test('in the token is not asked again', async () => {
    const asked = service.userinfoAsked;
    const answer = await arriveAs({ sub: 's-2', preferred_username: 'frb.officer1' }, { sub: 's-2' });
    expect(await api.whoIs(answer)).toMatchObject({ login: 'frb.officer1' });
    expect(service.userinfoAsked).toBe(asked);
  });

  test('of another person than the token speaks of is not believed', async () => {
    const answer = await arriveAs({ sub: 's-1' }, { sub: 's-9', preferred_username: 'admin' });
    expect(place(answer)).toBe('/login?fault=failed');
  });

  test('nowhere, or not as text, opens nothing', async () => {
    expect(place(await arriveAs({ sub: 's-1' }, { sub: 's-1' }))).toBe('/login?fault=failed');
    expect(place(await arriveAs({ sub: 's-1' }, { sub: 's-1', preferred_username: 7 }))).toBe('/login?fault=failed');
  });

  test('that nobody has here opens nothing; an id that an administrator linked counts for nothing', async () => {
    await api.link('p-emb-officer2', 'linked-id');
    for (const preferred_username of ['nobody.here', 'linked-id'])
      expect(place(await arriveAs({ sub: 's-1' }, { sub: 's-1', preferred_username }))).toBe('/login?fault=unknown');
  });
});
