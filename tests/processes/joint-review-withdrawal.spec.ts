import { localDay } from '../../workflows/domain/calendar';
import { person, SMALL } from '../support/joint-review-harness';
import { definitionOf, openOffice, type LegalTime } from '../support/legal-time';
import { refusedWith, type ToldCase } from '../support/told-case';
import {
  announces,
  arranged,
  checks,
  decides,
  meets,
  objects,
  opines,
  othersAgree,
  proposes,
  underReview,
} from '../support/told-review';

let office: LegalTime;
let end: () => Promise<void>;
beforeAll(async () => {
  ({ office, end } = await openOffice('2037-08-31 09:00'));
  office.screening = SMALL;
});
const releases: (() => void)[] = [];
afterEach(() => releases.splice(0).forEach((release) => release()));
afterAll(() => end());

const accepted = async (review: ToldCase): Promise<void> => {
  await review.answer('hwedz.window1', 'acceptance', 'accept');
};
const expertsAsked = async (review: ToldCase): Promise<void> => {
  await accepted(review);
  await arranged(review, false, true);
};
const disputed = async (review: ToldCase): Promise<void> => {
  await underReview(review);
  await opines(review, 'NRPB', 'notOurs');
  await othersAgree(review);
};
const drafted = async (review: ToldCase): Promise<void> => {
  await underReview(review);
  await othersAgree(review);
};
const published = async (review: ToldCase): Promise<void> => {
  await drafted(review);
  await proposes(review, 'proposeApprove');
  await review.standsIn('publicNotice');
};
const noticeOver = async (review: ToldCase, ...objections: ('noted' | 'hearing')[]): Promise<void> => {
  await published(review);
  const day = localDay(await office.env.currentTimeMs());
  for (const kind of objections) {
    await objects(review);
    await checks(review, kind, kind === 'hearing' ? day : undefined);
    await review.standsIn('publicNotice');
  }
  await office.env.sleep('14 days');
};

const hearingAnnounced = async (review: ToldCase): Promise<void> => {
  await noticeOver(review, 'hearing');
  await announces(review, localDay((await office.env.currentTimeMs()) + 30 * 86_400_000));
};

const failing = async (review: ToldCase, what: string, stage: string, way: (review: ToldCase) => Promise<void>) => {
  office.failing.add(what);
  await way(review);
  await review.standsIn(stage);
  office.failing.delete(what);
};

/** How the case gets into each stage in which somebody or something is waited for. */
const WAYS: Record<string, (review: ToldCase) => Promise<void>> = {
  acceptance: async () => undefined,
  applicantCorrection: async (review) => {
    await review.answer('hwedz.window1', 'acceptance', 'requestCorrection', { filled: ['points'] });
  },
  screening: accepted,
  arrangement: accepted,
  siteVisit: async (review) => {
    await accepted(review);
    await arranged(review, true, false);
  },
  drawExperts: expertsAsked,
  expertReview: expertsAsked,
  adviceReceived: async (review) => {
    await expertsAsked(review);
    for (const expert of ['expert1', 'expert2']) {
      await review.answer(expert, 'advise', 'advise', { of: person(expert).id, says: '可行' });
    }
  },
  screeningFault: (review) => failing(review, 'screenProject', 'screeningFault', accepted),
  noExperts: (review) => failing(review, 'drawExperts', 'noExperts', expertsAsked),
  departmentReview: underReview,
  combineCorrections: async (review) => {
    await underReview(review);
    await opines(review, 'EMB', 'correction');
    await othersAgree(review);
  },
  applicantResubmission: async (review) => {
    await underReview(review);
    await opines(review, 'EMB', 'correction');
    await othersAgree(review);
    await review.answer('hwedz.officer1', 'combineCorrections', 'send', { filled: ['points'] });
  },
  jointMeeting: disputed,
  dutyReview: async (review) => {
    await disputed(review);
    await meets(review, 'dutyUnclear');
  },
  estabArbitration: async (review) => {
    await disputed(review);
    await meets(review, 'irreconcilable');
  },
  decisionDraft: drafted,
  decisionReview: async (review) => {
    await drafted(review);
    await review.answer('hwedz.officer1', 'decisionDraft', 'proposeApprove', { says: '同意' });
  },
  publishNotice: async (review) => {
    await drafted(review);
    await proposes(review, 'proposeApprove');
  },
  publicNotice: published,
  checkObjection: async (review) => {
    await published(review);
    await objects(review);
  },
  considerObjections: (review) => noticeOver(review, 'noted'),
  takeObjections: async (review) => {
    await noticeOver(review);
    await review.answer('hwedz.director', 'decide', 'returnToDraft', { says: '请补充理由' });
    // Held only now: time does not pass while an activity runs, and the notice had to.
    releases.push(office.hold('takeObjection'));
    await proposes(review, 'proposeApprove');
  },
  arrangeHearing: (review) => noticeOver(review, 'hearing'),
  announceHearing: hearingAnnounced,
  holdHearing: hearingAnnounced,
  hearingPostponed: async (review) => {
    await hearingAnnounced(review);
    await review.answer('hwedz.deputy', 'holdHearing', 'postponed', { says: '主持人因公出差' });
  },
  hearingCalledOff: async (review) => {
    await hearingAnnounced(review);
    await review.answer('hwedz.deputy', 'holdHearing', 'waived', { says: '申请人撤回', attachments: ['撤回书.pdf'] });
  },
  decide: (review) => noticeOver(review),
  issueLetter: async (review) => {
    await noticeOver(review);
    await decides(review, 'approve');
  },
  projectLife: async (review) => {
    await noticeOver(review);
    await decides(review, 'approve');
  },
};

/** What a stage waits for, where it is not a person. */
const HELD: Record<string, string> = {
  screening: 'screenProject',
  drawExperts: 'drawExperts',
  publishNotice: 'publishNotice',
  announceHearing: 'announceHearing',
  hearingPostponed: 'callOffHearing',
  hearingCalledOff: 'callOffHearing',
  issueLetter: 'issueDecisionLetter',
  projectLife: 'projectLife',
};
/** A block stands where its branches do. */
const INSIDE: Record<string, string> = { expertReview: 'advise', departmentReview: 'draft', dutyReview: 'draft' };
const KEPT = ['drawExperts', 'departmentReview', 'publicNotice'];

const V2 = definitionOf('jointReview', 2);
const waiting = V2.machine.stages.filter((s) => s.kind !== 'choose' && s.kind !== 'end').map((s) => s.code);
const decided = V2.withdrawal.notIn;

describe('撤件', () => {
  it('is told here for every stage in which the case can stand', () => {
    expect(Object.keys(WAYS).sort()).toEqual([...waiting].sort());
  });

  it.each(waiting.filter((stage) => !decided.includes(stage)))('is open to the applicant in %s', async (stage) => {
    const release = HELD[stage] ? office.hold(HELD[stage]) : () => undefined;
    const review = await office.jointReview();
    await WAYS[stage]?.(review);
    await review.standsIn(INSIDE[stage] ?? stage);
    expect(await refusedWith(review.withdraw('firmb.applicant1'))).toBe('access.denied');
    await review.withdraw();
    release();
    expect(await review.ended()).toBe('withdrawn');
    expect(review.row).toMatchObject({ status: 'ended', result: 'withdrawn', standing: [], court: [] });
    expect(review.open()).toEqual([]);
    if (KEPT.includes(stage)) {
      await office.keepHistory(review, `withdrawn-in-${stage}`);
    }
  });

  it.each(decided)('comes too late in %s: it is decided', async (stage) => {
    const release = office.hold(HELD[stage] ?? '');
    const review = await office.jointReview();
    await WAYS[stage]?.(review);
    await review.standsIn(stage);
    expect(await refusedWith(review.withdraw())).toBe('withdraw.notAllowed');
    release();
    expect(await review.ended()).toBe('approved');
  });
});
