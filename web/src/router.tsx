import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { countsQuery, meQuery, organisationsQuery, tasksQuery, type CaseFilter } from './api/queries';
import { queryClient } from './api/query-client';
import { Broken, NotFound } from './frame/failures';
import { Shell } from './frame/shell';
import type { InboxSearch } from './pages/inbox/inbox-search';

/** Values of the address that are one of those known; anything else is as if it were not there. */
const oneOf = <T extends string>(value: unknown, known: readonly T[]): T | undefined =>
  known.find((one) => one === value);
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
/** Leaves out what is not set, so that addresses stay short. */
const tidy = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** Why signing in at the identity service did not succeed. */
type SignInFault = 'failed' | 'unknown' | 'away';
const SIGN_IN_FAULTS: SignInFault[] = ['failed', 'unknown', 'away'];

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken });

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { next?: string | undefined; fault?: SignInFault | undefined } =>
    tidy({ next: textOf(search['next']), fault: oneOf(search['fault'], SIGN_IN_FAULTS) }),
  component: lazyRouteComponent(() => import('./pages/login/login-page')),
});

const check = createRoute({
  getParentRoute: () => root,
  path: '/check/$code',
  validateSearch: (search): { k?: string | undefined } => tidy({ k: textOf(search['k']) }),
  component: lazyRouteComponent(() => import('./pages/check/check-page')),
});

const publicNotices = createRoute({
  getParentRoute: () => root,
  path: '/public/notices',
  validateSearch: (search): { q?: string | undefined; state?: 'open' | 'past' | undefined } =>
    tidy({ q: textOf(search['q']), state: oneOf(search['state'], ['open', 'past']) }),
  component: lazyRouteComponent(() => import('./pages/public/notices-page')),
});

const publicNotice = createRoute({
  getParentRoute: () => root,
  path: '/public/notices/$noticeId',
  component: lazyRouteComponent(() => import('./pages/public/notice-page')),
});

const objectionEnquiry = createRoute({
  getParentRoute: () => root,
  path: '/public/objections',
  validateSearch: (search): { receipt?: string | undefined } => tidy({ receipt: textOf(search['receipt']) }),
  component: lazyRouteComponent(() => import('./pages/public/enquiry-page')),
});

/** What every page asks for is asked for while the script of the page is still on its way. */
const begin = (...queries: Parameters<typeof queryClient.prefetchQuery>[0][]): void =>
  queries.forEach((query) => void queryClient.prefetchQuery(query));

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  loader: () => begin(meQuery as never, countsQuery as never, organisationsQuery as never),
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home/home-page')),
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  validateSearch: (search): InboxSearch =>
    tidy({
      tab: oneOf(search['tab'], ['todo', 'waiting', 'done', 'started', 'copied', 'watched', 'followUp']),
      process: textOf(search['process']),
      stage: textOf(search['stage']),
      due: oneOf(search['due'], ['today', 'week', 'overdue', 'stopped']),
      held: oneOf(search['held'], ['me', 'pool', 'proxy']),
      org: textOf(search['org']),
      priority: oneOf(search['priority'], ['normal', 'urgent', 'veryUrgent']),
      follow: oneOf(search['follow'], ['due', 'week', 'any']),
      member: textOf(search['member']),
      q: textOf(search['q']),
      sort: oneOf(search['sort'], ['due', 'opened', 'priority', 'followUp']),
      task: textOf(search['task']),
    }),
  loaderDeps: ({ search: { task: _, ...filter } }) => ({ filter }),
  loader: ({ deps: { filter } }) => {
    // The same key as the page's own question.
    const { tab = 'todo', ...rest } = filter;
    void queryClient.prefetchInfiniteQuery(tasksQuery({ ...rest, tab }));
  },
  component: lazyRouteComponent(() => import('./pages/inbox/inbox-page')),
});

const cases = createRoute({
  getParentRoute: () => shell,
  path: '/cases',
  validateSearch: (search): CaseFilter =>
    tidy({
      status: oneOf(search['status'], ['running', 'ended']),
      process: textOf(search['process']),
      of: oneOf(search['of'], ['mine', 'copied', 'visible']),
      q: textOf(search['q']),
    }),
  component: lazyRouteComponent(() => import('./pages/cases/cases-page')),
});

const caseRoute = createRoute({
  getParentRoute: () => shell,
  path: '/cases/$caseId',
  validateSearch: (search): { view?: string | undefined } => tidy({ view: textOf(search['view']) }),
  component: lazyRouteComponent(() => import('./pages/case/case-page')),
});

const applications = createRoute({
  getParentRoute: () => shell,
  path: '/applications',
  component: lazyRouteComponent(() => import('./pages/applications/applications-page')),
});

const application = createRoute({
  getParentRoute: () => shell,
  path: '/applications/$id',
  validateSearch: (search): { step?: string | undefined } => tidy({ step: textOf(search['step']) }),
  component: lazyRouteComponent(() => import('./pages/applications/application-page')),
});

const compare = createRoute({
  getParentRoute: () => shell,
  path: '/applications/$id/compare',
  validateSearch: (search): { a?: string | undefined; b?: string | undefined } =>
    tidy({ a: textOf(search['a']), b: textOf(search['b']) }),
  component: lazyRouteComponent(() => import('./pages/applications/compare-page')),
});

const supervision = createRoute({
  getParentRoute: () => shell,
  path: '/supervision',
  component: lazyRouteComponent(() => import('./pages/supervision/supervision-page')),
});

const parks = createRoute({
  getParentRoute: () => shell,
  path: '/parks',
  validateSearch: (search): { park?: string | undefined; day?: string | undefined } =>
    tidy({ park: textOf(search['park']), day: textOf(search['day']) }),
  component: lazyRouteComponent(() => import('./pages/parks/ledger-page')),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/admin/people',
  component: lazyRouteComponent(() => import('./pages/admin/people/people-page')),
});

const organisations = createRoute({
  getParentRoute: () => shell,
  path: '/admin/organisations',
  component: lazyRouteComponent(() => import('./pages/admin/people/organisations-page')),
});

const limits = createRoute({
  getParentRoute: () => shell,
  path: '/admin/limits',
  component: lazyRouteComponent(() => import('./pages/admin/reference/limits-page')),
});

const calendars = createRoute({
  getParentRoute: () => shell,
  path: '/admin/calendars',
  component: lazyRouteComponent(() => import('./pages/admin/reference/calendars-page')),
});

const reference = createRoute({
  getParentRoute: () => shell,
  path: '/admin/reference',
  validateSearch: (search): { set?: string | undefined } => tidy({ set: textOf(search['set']) }),
  component: lazyRouteComponent(() => import('./pages/admin/reference/reference-page')),
});

const health = createRoute({
  getParentRoute: () => shell,
  path: '/admin/health',
  component: lazyRouteComponent(() => import('./pages/admin/operation/health-page')),
});

const definitions = createRoute({
  getParentRoute: () => shell,
  path: '/admin/definitions',
  component: lazyRouteComponent(() => import('./pages/admin/definitions/definitions-page')),
});

const definition = createRoute({
  getParentRoute: () => shell,
  path: '/admin/definitions/$code/$version',
  component: lazyRouteComponent(() => import('./pages/admin/definitions/definition-page')),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/admin/audit',
  component: lazyRouteComponent(() => import('./pages/admin/operation/audit-page')),
});

const obligations = createRoute({
  getParentRoute: () => shell,
  path: '/obligations',
  component: lazyRouteComponent(() => import('./pages/obligations/obligations-page')),
});

const phrases = createRoute({
  getParentRoute: () => shell,
  path: '/phrases',
  component: lazyRouteComponent(() => import('./pages/phrases/phrases-page')),
});

const newDefinition = createRoute({
  getParentRoute: () => shell,
  path: '/admin/definitions/new',
  validateSearch: (search): { code?: string | undefined; version?: number | undefined } =>
    tidy({ code: textOf(search['code']), version: Number(search['version']) || undefined }),
  component: lazyRouteComponent(() => import('./pages/admin/definitions/new-definition-page')),
});

const proxies = createRoute({
  getParentRoute: () => shell,
  path: '/proxies',
  component: lazyRouteComponent(() => import('./pages/account/proxies-page')),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account-page')),
});

const notices = createRoute({
  getParentRoute: () => shell,
  path: '/notices',
  validateSearch: (search): { q?: string | undefined; state?: 'open' | 'past' | undefined } =>
    tidy({ q: textOf(search['q']), state: oneOf(search['state'], ['open', 'past']) }),
  component: lazyRouteComponent(() => import('./pages/notices/notices-page')),
});

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    check,
    publicNotices,
    publicNotice,
    objectionEnquiry,
    shell.addChildren([
      home,
      inbox,
      cases,
      caseRoute,
      notices,
      applications,
      application,
      compare,
      supervision,
      parks,
      people,
      organisations,
      limits,
      calendars,
      reference,
      health,
      definitions,
      definition,
      audit,
      newDefinition,
      obligations,
      phrases,
      proxies,
      account,
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
