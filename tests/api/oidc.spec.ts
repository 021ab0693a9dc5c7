import { ApiConfig } from '../../api/common/config';
import { signIn, startApi } from '../support/api-app';
import { IdentityService } from '../support/identity-service';
import { cookiesOf, OidcApi, open, place } from '../support/oidc-api';

let service: IdentityService;
let api: OidcApi;
let url: string;

beforeAll(async () => {
  service = await IdentityService.started();
  api = await OidcApi.started(service);
  url = api.url;
}, 60_000);

afterAll(async () => {
  await api.stop();
  await service.stop();
});

beforeEach(() => {
  service.who = { sub: 'nobody' };
  service.forge = (claims) => claims;
});

const begin = (next?: string) => api.begin(next);
const arrive = (next?: string) => api.arrive(next);
const link = (personId: string, externalId: string | null) => api.link(personId, externalId);

describe('signing in at an identity service', () => {
  test('opens the account that an administrator linked, on the page that was wanted, and is on the trail', async () => {
    expect((await link('p-emb-officer1', 'sub-7')).status).toBe(200);
    service.who = { sub: 'sub-7' };
    const answer = await arrive('/inbox?tab=done');
    expect([answer.status, place(answer)]).toEqual([302, '/inbox?tab=done']);
    const cookie = cookiesOf(answer);
    const me = await (await open(`${url}/api/v1/auth/me`, cookie)).json();
    expect(me).toMatchObject({ login: 'emb.officer1', signedInWith: 'oidc' });
    const sessions = (await (await open(`${url}/api/v1/auth/sessions`, cookie)).json()) as { current: boolean }[];
    expect(sessions.find(({ current }) => current)).toMatchObject({ signedInWith: 'oidc' });
    const trail = await api.db.collection('admin_events').findOne({ action: 'session.oidc', target: 'p-emb-officer1' });
    expect(trail).toMatchObject({ by: 'p-emb-officer1', detail: { issuer: service.issuer } });
  });

  test('who is not linked, and who has left, gets in by no way and learns the same', async () => {
    service.who = { sub: 'emb.officer1' };
    const unknown = await arrive();
    await link('p-nrpb-officer1', 'sub-left');
    await (await signIn(url, 'admin')).post('/api/v1/people/p-nrpb-officer1/leave').send({});
    service.who = { sub: 'sub-left' };
    const left = await arrive();
    for (const answer of [unknown, left]) {
      expect(place(answer)).toBe('/login?fault=unknown');
      expect(answer.headers.getSetCookie().join()).not.toContain('hazflow_session');
    }
    expect(await api.db.collection('people').countDocuments({ login: 'sub-left' })).toBe(0);
    expect(await api.db.collection('sessions').countDocuments({ personId: 'p-nrpb-officer1' })).toBe(0);
  });

  test('an answer is worth something only in the browser that asked, once', async () => {
    await link('p-frb-officer1', 'sub-8');
    service.who = { sub: 'sub-8' };
    const { cookie, back, setCookie } = await begin();
    expect(setCookie).toMatch(/^hazflow_oidc=.*; Max-Age=600; Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect(place(await open(back))).toBe('/login?fault=failed');
    const other = await begin();
    expect(place(await open(back, other.cookie))).toBe('/login?fault=failed');
    expect(place(await open(back, cookie))).toBe('/');
    expect(place(await open(back, cookie))).toBe('/login?fault=failed');
  });

  test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ['for another attempt', (claims) => ({ ...claims, nonce: 'another' })],
    ['for another client', (claims) => ({ ...claims, aud: 'another' })],
    ['of another service', (claims) => ({ ...claims, iss: 'https://another.example' })],
    ['that has expired', (claims) => ({ ...claims, iat: 1_000_000_000, exp: 1_000_000_300 })],
  ])('a token %s is refused', async (_, forge) => {
    await link('p-frb-officer1', 'sub-8');
    service.who = { sub: 'sub-8' };
    service.forge = forge;
    expect(place(await arrive())).toBe('/login?fault=failed');
  });

  test('who declines comes back to the page for signing in; nobody is led to another site', async () => {
    service.who = undefined;
    expect(place(await arrive())).toBe('/login?fault=failed');
    await link('p-frb-officer1', 'sub-8');
    service.who = { sub: 'sub-8' };
    for (const next of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example'])
      expect(place(await arrive(next))).toBe('/');
  });

  test('one id is linked to one person; ending the link ends what was signed in by it', async () => {
    await link('p-frb-officer1', 'sub-8');
    const twice = await link('p-emb-officer2', 'sub-8');
    expect([twice.status, twice.body.code]).toEqual([409, 'person.externalIdTaken']);
    service.who = { sub: 'sub-8' };
    const cookie = cookiesOf(await arrive());
    expect((await open(`${url}/api/v1/auth/me`, cookie)).status).toBe(200);
    expect((await link('p-frb-officer1', null)).body).not.toHaveProperty('externalId');
    expect((await open(`${url}/api/v1/auth/me`, cookie)).status).toBe(401);
    expect(place(await arrive())).toBe('/login?fault=unknown');
  });

  test('the page for signing in learns of it, and the session there can be ended, too', async () => {
    const ways = await (await open(`${url}/api/v1/auth/ways`)).json();
    expect(ways).toEqual({ password: true, oidc: { name: '示例统一认证' } });
    const out = new URL(place(await open(`${url}/api/v1/auth/oidc/sign-out`)));
    expect([out.origin, out.searchParams.get('post_logout_redirect_uri')]).toEqual([service.issuer, `${url}/login`]);
    expect(out.searchParams.get('client_id')).toBe(service.clientId);
  });
});

describe('without an identity service', () => {
  test('there is only the password', async () => {
    const api = await startApi();
    try {
      expect((await api.anonymous.get('/api/v1/auth/ways')).body).toEqual({ password: true, oidc: null });
      for (const path of ['start', 'callback', 'sign-out']) {
        const { status, body } = await api.anonymous.get(`/api/v1/auth/oidc/${path}`);
        expect([path, status, body.code]).toEqual([path, 404, 'auth.oidcOff']);
      }
    } finally {
      await api.close();
    }
  });

  test('settings that would not work are refused at the start', () => {
    const base = { MONGODB_URI: 'mongodb://x/y', TEMPORAL_ADDRESS: 'x:1', HAZFLOW_SECRETS_DIR: '/x' };
    const faults = (env: Record<string, string>) => () => ApiConfig.fromEnv({ ...base, ...env });
    expect(faults({ OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'x' })).toThrow('https');
    expect(faults({ OIDC_ISSUER: 'https://id.example' })).toThrow('OIDC_CLIENT_ID');
    expect(faults({ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'x', OIDC_LINK: 'mail' })).toThrow('OIDC_LINK');
    expect(faults({ OIDC_ISSUER: 'https://id.example:8443/realms/x', OIDC_CLIENT_ID: 'x' })).not.toThrow();
  });
});
