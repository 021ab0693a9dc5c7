import type { Me } from '../api/types';
import type { frameText } from './frame.text';

type Word = keyof typeof frameText;

export interface MenuLink {
  to: string;
  search?: Record<string, string>;
  word: Word;
  counts?: 'todo';
}

export interface MenuGroup {
  word: Word;
  links: MenuLink[];
}

/** Procedures in the order of the menu; each keeps its cases under the same address. */
export const PROCEDURES: readonly { process: string; word: Word }[] = [
  { process: 'jointReview', word: 'jointReview' },
  { process: 'projectLife', word: 'projectLife' },
  { process: 'accidentInvestigation', word: 'accidents' },
  { process: 'wasteManifest', word: 'waste' },
];

const APPLICANT = 'applicant';
const DRIVERS = ['driver', 'carrier'];

export const isApplicant = (me: Me): boolean => me.memberships.some(({ role }) => role === APPLICANT);

/** Works for an authority. */
export const isOfficer = (me: Me): boolean =>
  me.memberships.some(({ role }) => role !== APPLICANT && role !== 'admin' && !DRIVERS.includes(role));

/** What somebody sees on the left. What they may do is decided by the server each time. */
export function menuFor(me: Me): MenuGroup[] {
  const applicant = isApplicant(me) && !isOfficer(me);
  const groups: MenuGroup[] = [
    {
      word: 'work',
      links: [
        { to: '/', word: 'home' },
        { to: '/inbox', word: 'inbox', counts: 'todo' },
        ...(applicant
          ? ([
              { to: '/applications', word: 'applications' },
              { to: '/cases', word: 'myCases' },
              { to: '/obligations', word: 'obligations' },
              { to: '/public/notices', word: 'portal' },
            ] as const)
          : ([
              { to: '/cases', word: 'cases' },
              { to: '/notices', word: 'publicity' },
              { to: '/obligations', word: 'obligations' },
            ] as const)),
      ],
    },
  ];
  if (!applicant) {
    groups.push({
      word: 'procedures',
      links: [
        ...PROCEDURES.map(({ process, word }) => ({ to: '/cases', search: { process }, word })),
        ...(isOfficer(me) ? ([{ to: '/parks', word: 'riskLedger' }] as const) : []),
      ],
    });
  }
  if (me.supervisorOf.length > 0) {
    groups.push({ word: 'supervision', links: [{ to: '/supervision', word: 'dashboard' }] });
  }
  groups.push({
    word: 'administration',
    links: [
      ...(me.isAdmin
        ? ([
            { to: '/admin/people', word: 'people' },
            { to: '/admin/organisations', word: 'organisations' },
          ] as const)
        : []),
      ...(applicant
        ? []
        : ([
            { to: '/admin/limits', word: 'limits' },
            { to: '/admin/calendars', word: 'calendars' },
            { to: '/admin/reference', word: 'referenceData' },
          ] as const)),
      ...(me.isAdmin
        ? ([
            { to: '/admin/definitions', word: 'definitions' },
            { to: '/admin/audit', word: 'audit' },
            { to: '/admin/health', word: 'health' },
          ] as const)
        : []),
    ],
  });
  groups.push({
    word: 'personal',
    links: [
      ...(applicant
        ? []
        : ([
            { to: '/proxies', word: 'proxies' },
            { to: '/phrases', word: 'phrases' },
          ] as const)),
      { to: '/account', word: 'account' },
    ],
  });
  return groups.filter(({ links }) => links.length > 0);
}
