import { JointReview, NITRATION, SMALL } from '../../support/joint-review-harness';
import { refusal } from '../../support/joint-review-refusal';

/** Up to the desks of the departments: accepted on Monday 2026-08-31. */
const underReview = (facts = NITRATION): JointReview =>
  JointReview.opened('2026-08-31 09:00').accepted().screened(facts);

describe('联合审查: routing', () => {
  it('sends a nitration plant of level 2 in the park to seven departments', () => {
    expect(underReview().departments().sort()).toEqual(['EEB', 'EITB', 'EMB', 'FRB', 'HWCMO', 'NRPB', 'PSB']);
  });

  it('tells a project that is none of the two key points and the major hazard that it is out of scope', () => {
    const story = underReview({ ...SMALL, inScope: false, listedChemicals: [] });
    expect(story.state.status).toBe('ended');
    expect(story.state.result).toBe('outOfScope');
  });

  it('lets the officer look into data that cannot be screened, and the applicant correct them', () => {
    const story = JointReview.opened('2026-08-31 09:00').accepted();
    story.automationFails('screenProject', 'grade.noCriticalQuantity');
    story.answer('hwedz.officer1', 'screeningFault', 'askApplicant', { filled: ['points'] });
    expect(story.clock('jointReview.legal').status).toBe('stopped');
    story.resubmitted(2).screened();
    expect(story.clock('jointReview.legal').status).toBe('running');
    expect(story.departments()).toHaveLength(7);
  });
});

describe('联合审查: plain approval', () => {
  it('ends with a letter when every department agrees', () => {
    const story = underReview().allOthersAgree().proposed('proposeApprove').decided('approve').letterIssued();
    expect(story.state.result).toBe('approved');
    expect(story.clock('jointReview.legal').status).toBe('met');
    expect(story.fact('letterNumber')).toBe('虞联审〔2026〕1号');
    expect(story.open()).toEqual([]);
  });

  it('is the fold of its events', () => {
    const story = underReview().allOthersAgree().proposed('proposeApprove').decided('approve').letterIssued();
    expect(story.retold()).toEqual(story.state);
    expect(story.events.map((e) => e.seq)).toEqual(story.events.map((_, i) => i + 1));
  });

  it('waits for the last department', () => {
    const story = underReview(SMALL);
    const [last, ...others] = story.departments();
    others.forEach((dept) => story.opinion(dept, 'agree'));
    expect(story.whereabouts()).toBe(`departmentReview draft@${last}`);
  });
});

describe('联合审查: conditions', () => {
  const withCondition = (): JointReview => underReview().opinion('EMB', 'conditional').allOthersAgree();

  it('approves on conditions', () => {
    const story = withCondition().proposed('proposeConditional').decided('approveWithConditions').letterIssued();
    expect(story.state.result).toBe('conditionallyApproved');
  });

  it('does not let the lead pass over a condition', () => {
    const story = withCondition();
    expect(refusal(() => story.answer('hwedz.officer1', 'decisionDraft', 'proposeApprove', { says: '同意' }))).toBe(
      'outcome.notOffered',
    );
  });

  it('demands the conditions of who sets them', () => {
    const story = underReview();
    expect(refusal(() => story.answer('emb.officer1', 'draft', 'conditional', { of: 'EMB', says: '有条件同意' }))).toBe(
      'outcome.demandsConditions',
    );
  });

  it('decides what was proposed or sends it back', () => {
    const story = withCondition().proposed('proposeConditional');
    expect(refusal(() => story.decided('approve'))).toBe('outcome.notOffered');
    story.answer('hwedz.director', 'decide', 'returnToDraft', { says: '条件不明确' });
    expect(story.whereabouts()).toBe('decisionDraft');
    story.proposed('proposeConditional').decided('approveWithConditions');
    expect(story.whereabouts()).toBe('issueLetter');
  });
});

describe('联合审查: corrections', () => {
  it('goes to the applicant as one round, and back only to the departments that asked', () => {
    const story = underReview().opinion('EMB', 'correction').opinion('EEB', 'correction').allOthersAgree();
    expect(story.whereabouts()).toBe('combineCorrections');
    story.correctionsSent();
    expect(story.open()).toHaveLength(1);
    expect(story.fact('correctionDepartments')).toEqual(['EMB', 'EEB']);
    story.resubmitted(2).screened();
    expect(story.fact('applicationVersion')).toBe(2);
    expect(story.whereabouts()).toBe('departmentReview draft@EMB draft@EEB');
    story.opinion('EMB', 'agree').opinion('EEB', 'agree');
    expect(story.whereabouts()).toBe('decisionDraft');
  });

  /**
   * Accepted Friday 2026-09-11: 45 working days from Monday 09-14.
   * September: 14–18 (5), make-up Sunday 20 (6), 21–24 (10), 25–27 off, 28–30 (13); October 1–7 off, 8–9 (15), make-up 10 (16),
   * 12–16 (21), 19–23 (26), 26–30 (31), November 2–6 (36), 9–13 (41), 16–19 (45): due Thursday 2026-11-19.
   *
   * First round told Tuesday 09-22 (7 counted: 14–18, 20, 21, and 22 itself is the 8th), answered Friday 10-09: 09-23 to 10-09 are left
   * out; counting goes on with the make-up Saturday 10-10 as the 9th. 12–16 (14), 19–23 (19), 26–30 (24), Nov 2–6 (29), 9–13 (34),
   * 16–20 (39), 23–27 (44), 30 (45): due Monday 2026-11-30.
   *
   * Second round told Monday 10-19 (the 15th counted day), answered Wednesday 10-21: 20 and 21 are left out; the 16th is 10-22,
   * 23 (17), 26–30 (22), Nov 2–6 (27), 9–13 (32), 16–20 (37), 23–27 (42), 30 (43), Dec 1 (44), 2 (45): due Wednesday 2026-12-02.
   */
  it('stops and resumes the legal time over two rounds, the National Day holiday and its make-up days', () => {
    const story = JointReview.opened('2026-09-11 09:00').accepted().screened(SMALL);
    const legal = () => story.clock('jointReview.legal');
    expect(legal().dueDay).toBe('2026-11-19');

    story.until('2026-09-22 10:00').opinion('EMB', 'correction').allOthersAgree().correctionsSent();
    expect(legal()).toMatchObject({ status: 'stopped', dueDay: null });
    expect(legal().stopReason?.basis).toContain('45号令');

    story.until('2026-10-09 15:00').resubmitted(2).screened(SMALL);
    expect(legal()).toMatchObject({ status: 'running', dueDay: '2026-11-30' });

    story.until('2026-10-19 10:00').opinion('EMB', 'correction').correctionsSent();
    story.until('2026-10-21 16:00').resubmitted(3).screened(SMALL);
    expect(legal().dueDay).toBe('2026-12-02');
    expect(legal().history.stops).toHaveLength(2);
  });

  it('lets every department look again when the resubmission makes it another project', () => {
    const story = underReview().opinion('EMB', 'correction').allOthersAgree().correctionsSent().resubmitted(2);
    story.screened({ ...NITRATION, majorLevel: 1, screeningChanged: true });
    expect(story.whereabouts().split(' ')).toHaveLength(8);
  });

  it('asks a department that the resubmission brings in, and keeps those that have begun', () => {
    const story = underReview().opinion('PSB', 'correction').allOthersAgree().correctionsSent().resubmitted(2);
    // No toxic chemical any more: the police are no longer routed to, but their question is still theirs to answer.
    story.screened({ ...NITRATION, hasToxic: false, ownTransport: true });
    expect(story.whereabouts()).toBe('departmentReview draft@TRB draft@PSB');
    story.opinion('TRB', 'agree').opinion('PSB', 'agree');
    expect(story.whereabouts()).toBe('decisionDraft');
  });

  it('gives the points back to the departments when the lead finds none needed', () => {
    const story = underReview().opinion('EMB', 'correction').allOthersAgree();
    story.answer('hwedz.officer1', 'combineCorrections', 'noneNeeded', { says: '材料已经齐全' });
    expect(story.whereabouts()).toBe('departmentReview draft@EMB');
    expect(story.clock('jointReview.legal').history.stops).toEqual([]);
  });
});

describe('联合审查: inside a department', () => {
  it('returns a draft from the section chief to the officer, and only there', () => {
    const story = underReview(SMALL).drafts('EMB', 'agree');
    story.answer('emb.chief', 'sectionReview', 'return', { of: 'EMB', says: '未核对自动化改造' });
    expect(story.task('draft', 'EMB').status).toBe('open');
    expect(story.task('draft', 'EEB').status).toBe('open');
    story.opinion('EMB', 'conditional').allOthersAgree();
    expect(story.whereabouts()).toBe('decisionDraft');
  });

  it('does not let a return go without reasons', () => {
    const story = underReview(SMALL).drafts('EMB', 'agree');
    expect(refusal(() => story.answer('emb.chief', 'sectionReview', 'return', { of: 'EMB' }))).toBe(
      'outcome.demandsOpinion',
    );
  });

  it('does not let an officer of one department draft for another', () => {
    expect(refusal(() => underReview().answer('eeb.officer1', 'draft', 'agree', { of: 'EMB', says: '同意' }))).toBe(
      'task.notYours',
    );
  });

  it('gives the limit of ten working days to all departments, and to each desk its share', () => {
    // Monday 08-31 + 10 working days: 09-01..04, 09-07..11, 09-14; + 6 for the draft: 09-08.
    const story = underReview(SMALL);
    expect(story.stageClock('departmentReview').dueDay).toBe('2026-09-14');
    expect(story.clock(story.task('draft', 'EMB').clock ?? '').dueDay).toBe('2026-09-08');
  });

  it('reminds and reports a silent department, but never takes silence for consent', () => {
    const story = underReview(SMALL).until('2026-09-30 18:00');
    expect(story.stageClock('departmentReview').overdueAt).not.toBeNull();
    expect(story.whereabouts()).toContain('draft@EMB');
    story.allOthersAgree();
    const block = Object.values(story.state.clocks).find((c) => c.stage === 'departmentReview');
    expect(block?.status).toBe('missed');
  });
});

describe('联合审查: objections', () => {
  const objected = (): JointReview => underReview().opinion('NRPB', 'object').allOthersAgree();
  const minutes = { says: '会议结论', filled: ['minutes', 'attendance'] };

  it('calls a meeting within five working days', () => {
    const story = objected();
    expect(story.whereabouts()).toBe('jointMeeting');
    expect(story.stageClock('jointMeeting').dueDay).toBe('2026-09-07');
  });

  it('does not close the meeting without minutes and attendance', () => {
    const story = objected();
    expect(refusal(() => story.answer('hwedz.officer1', 'jointMeeting', 'agreed', { says: '一致' }))).toBe(
      'outcome.demandsField',
    );
  });

  it('asks who objected for a new opinion once the meeting agrees', () => {
    const story = objected().answer('hwedz.officer1', 'jointMeeting', 'agreed', minutes);
    expect(story.whereabouts()).toBe('departmentReview draft@NRPB');
    story.opinion('NRPB', 'conditional').proposed('proposeConditional').decided('approveWithConditions').letterIssued();
    expect(story.state.result).toBe('conditionallyApproved');
  });

  it('can only reject while an objection stands', () => {
    const story = objected().answer('hwedz.officer1', 'jointMeeting', 'upheld', minutes);
    expect(refusal(() => story.proposed('proposeConditional'))).toBe('outcome.notOffered');
    story.proposed('proposeReject').decided('reject').letterIssued();
    expect(story.state.result).toBe('rejected');
  });

  it('needs no meeting when all object', () => {
    const story = underReview(SMALL);
    story.departments().forEach((dept) => story.opinion(dept, 'object'));
    expect(story.whereabouts()).toBe('decisionDraft');
  });

  it('asks for corrections first: they may settle the objection', () => {
    const story = underReview().opinion('NRPB', 'object').opinion('EMB', 'correction').allOthersAgree();
    expect(story.whereabouts()).toBe('combineCorrections');
  });
});

describe('联合审查: acceptance', () => {
  it('asks once for everything, and examines the corrected papers anew', () => {
    const story = JointReview.opened('2026-09-18 10:00');
    // Friday 09-18 + 5 working days: Sunday 09-20 is worked, 21–24.
    expect(story.stageClock('acceptance').dueDay).toBe('2026-09-24');
    story.answer('hwedz.window1', 'acceptance', 'requestCorrection', { filled: ['points'] });
    expect(story.state.clocks['jointReview.legal']).toBeUndefined();
    story.until('2026-09-30 10:00').answer('firma.applicant1', 'applicantCorrection', 'resubmit', {
      facts: { applicationVersion: 2 },
      filled: ['explanation'],
    });
    // Wednesday 09-30 + 5: October 8, 9, make-up Saturday 10, 12, 13.
    expect(story.stageClock('acceptance').dueDay).toBe('2026-10-13');
  });

  it('is deemed given when the window says nothing for five working days', () => {
    const story = JointReview.opened('2026-09-18 10:00').until('2026-09-24 23:00');
    expect(story.whereabouts()).toBe('acceptance');
    story.until('2026-09-25 00:01');
    expect(story.whereabouts()).toBe('screening');
    expect(story.events.at(-1)).toMatchObject({ type: 'clockAlarm', basis: '行政许可法 第三十二条' });
    // Accepted as of the receipt on Friday 09-18: 45 working days from Sunday 09-20: 20–24 (5), 28–30 (8), October 8–10 (11),
    // 12–16 (16), 19–23 (21), 26–30 (26), November 2–6 (31), 9–13 (36), 16–20 (41), 23–26 (45).
    expect(story.clock('jointReview.legal').dueDay).toBe('2026-11-26');
  });

  it('is not deemed given by anybody', () => {
    const story = JointReview.opened('2026-09-18 10:00');
    expect(refusal(() => story.answer('hwedz.window1', 'acceptance', 'deemedAccepted'))).toBe('outcome.notOffered');
  });

  it('may be refused with reasons only', () => {
    const story = JointReview.opened('2026-09-18 10:00');
    expect(refusal(() => story.answer('hwedz.window1', 'acceptance', 'refuse'))).toBe('outcome.demandsOpinion');
    story.answer('hwedz.window1', 'acceptance', 'refuse', { says: '不属于本机关职权范围' });
    expect(story.state.result).toBe('notAccepted');
  });
});

describe('联合审查: separation of duties', () => {
  it('does not let who drafted for a department, or for the lead, approve', () => {
    const story = underReview(SMALL).allOthersAgree();
    story.answer('hwedz.officer1', 'decisionDraft', 'proposeApprove', { says: '拟同意' });
    const both = { org: 'HWEDZ', role: 'sectionChief' };
    const officer = story.state.tasks[story.task('decisionReview').id];
    expect(officer?.pools).toEqual([both]);
    expect(
      refusal(() =>
        story.put({
          name: 'completeTask',
          body: {
            key: 'x',
            hash: 'x',
            actor: { kind: 'person', id: 'p-hwedz-officer1', org: 'HWEDZ', memberships: [both] },
            taskId: officer?.id ?? '',
            outcome: 'approve',
            facts: {},
            form: null,
            attachments: [],
          },
        }),
      ),
    ).toBe('duty.drafterMayNotApprove');
  });

  it('does not let one person review for two departments', () => {
    const story = underReview(SMALL).opinion('EMB', 'agree');
    const task = story.task('draft', 'EEB');
    const actor = {
      kind: 'person' as const,
      id: 'p-emb-officer1',
      org: 'EEB',
      memberships: [{ org: 'EEB', role: 'caseOfficer' }],
    };
    const form = { id: 'f', hash: 'f', filled: ['opinion'], hasOpinion: true, conditions: 0 };
    expect(
      refusal(() =>
        story.put({
          name: 'completeTask',
          body: { key: 'x', hash: 'x', actor, taskId: task.id, outcome: 'agree', facts: {}, form, attachments: [] },
        }),
      ),
    ).toBe('duty.twoDepartments');
  });
});

describe('联合审查: withdrawal', () => {
  const stages: [string, () => JointReview][] = [
    ['acceptance', () => JointReview.opened('2026-08-31 09:00')],
    [
      'applicantCorrection',
      () =>
        JointReview.opened('2026-08-31 09:00').answer('hwedz.window1', 'acceptance', 'requestCorrection', {
          filled: ['points'],
        }),
    ],
    ['screening', () => JointReview.opened('2026-08-31 09:00').accepted()],
    ['departmentReview', () => underReview()],
    ['combineCorrections', () => underReview().opinion('EMB', 'correction').allOthersAgree()],
    ['applicantResubmission', () => underReview().opinion('EMB', 'correction').allOthersAgree().correctionsSent()],
    ['jointMeeting', () => underReview().opinion('EMB', 'object').allOthersAgree()],
    ['decisionDraft', () => underReview().allOthersAgree()],
    ['decide', () => underReview().allOthersAgree().proposed('proposeApprove')],
  ];

  it.each(stages)('is open to the applicant in %s', (stage, at) => {
    const story = at();
    expect(story.whereabouts().split(' ')).toContain(stage);
    story.withdraw('firma.applicant1');
    expect(story.state.result).toBe('withdrawn');
    expect(story.open()).toEqual([]);
    expect(Object.values(story.state.clocks).filter((c) => c.status === 'running')).toEqual([]);
  });

  it('is closed once decided, and to everybody else', () => {
    const story = underReview().allOthersAgree().proposed('proposeApprove');
    expect(refusal(() => story.withdraw('firma.applicant2'))).toBe('access.denied');
    story.decided('approve');
    expect(refusal(() => story.withdraw('firma.applicant1'))).toBe('withdraw.notAllowed');
  });
});
