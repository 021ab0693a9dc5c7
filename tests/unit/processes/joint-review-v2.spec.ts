import { JointReview, local, NITRATION, SMALL } from '../../support/joint-review-harness';
import { refusal } from '../../support/joint-review-refusal';

const arranging = (facts = NITRATION): JointReview =>
  JointReview.opened('2026-08-31 09:00', 2).accepted().screened(facts);
const underReview = (facts = NITRATION): JointReview => arranging(facts).arranged(false, false);
const proposed = (): JointReview => underReview().allOthersAgree().proposed('proposeApprove');

describe('联合审查 v2: plain approval', () => {
  it('goes from the window to the letter and opens the life of the project', () => {
    const story = proposed().published('2026-09-07').until('2026-09-08 00:10').decided('approve').letterIssued();
    const pending = story.pending('projectLife');
    story.put({ name: 'subcaseStarted', body: { pendingId: pending.id, caseId: 'XM-2026-000001' } });
    expect(story.state.result).toBe('approved');
    expect(story.retold()).toEqual(story.state);
  });

  it('neither publishes nor opens a life for what is rejected', () => {
    const story = underReview(SMALL);
    story.departments().forEach((dept) => story.opinion(dept, 'object'));
    story.proposed('proposeReject').decided('reject').letterIssued();
    expect(story.state.result).toBe('rejected');
  });
});

describe('联合审查 v2: site visit and experts', () => {
  const visit = { says: '与申报一致', filled: ['visitedOn', 'attendance', 'record'] };

  it('wants two officers, a record and pictures', () => {
    const story = arranging().arranged(true, false);
    expect(refusal(() => story.answer('hwedz.officer1', 'siteVisit', 'recorded', visit))).toBe(
      'outcome.demandsAttachment',
    );
    story.answer('hwedz.officer1', 'siteVisit', 'recorded', { ...visit, attachments: ['photo1'] });
    expect(story.whereabouts()).toBe('siteVisit');
    expect(refusal(() => story.answer('hwedz.officer1', 'siteVisit', 'confirm'))).toBe('duty.drafterMayNotApprove');
    story.answer('hwedz.officer2', 'siteVisit', 'confirm');
    expect(story.whereabouts()).toContain('draft@EMB');
  });

  it('draws experts by what the project is', () => {
    const story = arranging().arranged(false, true);
    expect(story.fact('specialities')).toEqual(['safety', 'process', 'environment']);
  });

  /**
   * Accepted Monday 08-31, due 45 working days later: September 1–4 (4), 7–11 (9), 14–18 (14), 20 (15), 21–24 (19), 28–30 (22),
   * October 8–10 (25), 12–16 (30), 19–23 (35), 26–30 (40), November 2–6 (45): 2026-11-06.
   * The experts sit from Wednesday 09-02 to Monday 09-07: 3, 4 and 7 are left out, three more days: November 9, 10, 11.
   */
  it('does not count the time of the experts, who advise and do not decide', () => {
    const story = arranging();
    expect(story.clock('jointReview.legal').dueDay).toBe('2026-11-06');
    story.until('2026-09-02 10:00').arranged(false, true);
    const panel = ['p-expert1', 'p-expert2'];
    story.automation('drawExperts', { experts: panel, expertsToAsk: panel });
    expect(story.clock('jointReview.legal')).toMatchObject({ status: 'stopped', dueDay: null });
    story.until('2026-09-07 16:00');
    story.answer('expert1', 'advise', 'advise', { of: 'p-expert1', says: '建议优化联锁' });
    story.answer('expert2', 'advise', 'advise', { of: 'p-expert2', says: '不宜建设' });
    expect(story.clock('jointReview.legal').dueDay).toBe('2026-11-11');
    expect(refusal(() => story.answer('hwedz.officer1', 'adviceReceived', 'replace'))).toBe('outcome.notOffered');
    story.answer('hwedz.officer1', 'adviceReceived', 'forward').allOthersAgree();
    expect(story.whereabouts()).toBe('decisionDraft');
  });

  it('replaces an expert who recuses, and asks nobody twice', () => {
    const story = arranging().arranged(false, true);
    story.automation('drawExperts', { experts: ['p-expert1', 'p-expert2'], expertsToAsk: ['p-expert1', 'p-expert2'] });
    story.answer('expert1', 'advise', 'recuse', { of: 'p-expert1', says: '曾参与该项目设计' });
    story.answer('expert2', 'advise', 'advise', { of: 'p-expert2', says: '可行' });
    story.answer('hwedz.officer1', 'adviceReceived', 'replace');
    story.automation('drawExperts', { experts: ['p-expert2', 'p-expert3'], expertsToAsk: ['p-expert3'] });
    expect(story.whereabouts()).toBe('expertReview advise@p-expert3');
    expect(refusal(() => story.answer('expert1', 'advise', 'advise', { says: '可行' }))).toBe('task.notYours');
  });

  it('lets the officer go on without experts when nobody is free, with reasons', () => {
    const story = arranging().arranged(false, true);
    story.automationFails('drawExperts', 'expert.noneFree');
    expect(refusal(() => story.answer('hwedz.officer1', 'noExperts', 'without'))).toBe('outcome.demandsOpinion');
    story.answer('hwedz.officer1', 'noExperts', 'without', { says: '专家库暂无合适人选' });
    expect(story.whereabouts()).toContain('departmentReview');
  });

  it('arranges once: a resubmission goes straight to the departments', () => {
    const story = underReview().opinion('EMB', 'correction').allOthersAgree().correctionsSent();
    story.resubmitted(2).screened();
    expect(story.whereabouts()).toBe('departmentReview draft@EMB');
  });
});

describe('联合审查 v2: dispute', () => {
  it('lets a department disown the matter, but not the backstop', () => {
    const story = underReview();
    expect(refusal(() => story.answer('emb.officer1', 'draft', 'notOurs', { of: 'EMB', says: '不属我局职责' }))).toBe(
      'outcome.notOffered',
    );
    story.disowns('FRB').allOthersAgree();
    expect(story.whereabouts()).toBe('jointMeeting');
  });

  it('lets an unclear duty fall to the backstop, who opines like every department and has no way to refuse', () => {
    const story = underReview().disowns('FRB').allOthersAgree().met('dutyUnclear');
    expect(story.fact('dutyHolder')).toBe('EMB');
    expect(story.whereabouts()).toBe('dutyReview draft@holder');
    expect(story.task('draft').pools).toEqual([{ org: 'EMB', role: 'caseOfficer' }]);
    const draft = story.definition.machine.stages.find((s) => s.code === 'dutyReview');
    expect(JSON.stringify(draft)).not.toContain('notOurs');
    story.dutyOpinion('EMB', 'conditional');
    expect(story.whereabouts()).toBe('decisionDraft');
    expect(refusal(() => story.answer('hwedz.officer1', 'decisionDraft', 'proposeApprove', { says: '同意' }))).toBe(
      'outcome.notOffered',
    );
  });

  it('submits what stays irreconcilable to 编办, who names who is responsible and says nothing on safety', () => {
    const story = underReview().disowns('FRB').allOthersAgree().met('irreconcilable');
    // Monday 08-31 + 10 working days: September 1–4, 7–11, 14.
    expect(story.stageClock('estabArbitration').dueDay).toBe('2026-09-14');
    expect(story.task('estabArbitration').pools).toEqual([{ org: 'ESTAB', role: 'director' }]);
    const stage = story.definition.machine.stages.find((s) => s.code === 'estabArbitration');
    expect(stage?.kind === 'task' && stage.outcomes.map((o) => [o.code, o.set])).toEqual([['assign', undefined]]);
    story.answer('estab.director', 'estabArbitration', 'assign', {
      says: '由消防救援大队负责',
      filled: ['dutyHolder'],
      facts: { dutyHolder: 'FRB' },
      attachments: ['协调函'],
    });
    expect(story.task('draft').pools).toEqual([{ org: 'FRB', role: 'caseOfficer' }]);
    story.dutyOpinion('FRB', 'agree');
    story.proposed('proposeApprove').published('2026-09-07').until('2026-09-08 00:10').decided('approve');
    expect(story.whereabouts()).toBe('issueLetter');
  });

  it('is reminded but not decided when 编办 stays silent', () => {
    const story = underReview().disowns('FRB').allOthersAgree().met('irreconcilable').until('2026-09-30 10:00');
    expect(story.whereabouts()).toBe('estabArbitration');
    expect(story.stageClock('estabArbitration').overdueAt).not.toBeNull();
  });

  it('sends corrections of the duty holder to the applicant and back to the duty holder alone', () => {
    const story = underReview().disowns('FRB').allOthersAgree().met('dutyUnclear').dutyOpinion('EMB', 'correction');
    expect(story.whereabouts()).toBe('combineCorrections');
    story.correctionsSent().resubmitted(2).screened();
    expect(story.whereabouts()).toBe('dutyReview draft@holder');
    story.dutyOpinion('EMB', 'agree');
    expect(story.whereabouts()).toBe('decisionDraft');
  });

  it('lets the meeting settle the duty, so that who disowned it opines after all', () => {
    const story = underReview().disowns('FRB').allOthersAgree().met('agreed');
    expect(story.whereabouts()).toBe('departmentReview draft@FRB');
    story.opinion('FRB', 'agree');
    expect(story.whereabouts()).toBe('decisionDraft');
  });

  it('brings an objection of the backstop before the meeting again', () => {
    const story = underReview().disowns('FRB').allOthersAgree().met('dutyUnclear').dutyOpinion('EMB', 'object');
    expect(story.whereabouts()).toBe('jointMeeting');
    expect(refusal(() => story.met('dutyUnclear'))).toBe('outcome.notOffered');
    story.met('upheld').proposed('proposeReject').decided('reject').letterIssued();
    expect(story.state.result).toBe('rejected');
  });
});

const held = { filled: ['heldOn', 'attendance', 'record'], facts: { heldOn: '2026-09-18' }, attachments: ['笔录'] };

describe('联合审查 v2: publicity and hearing', () => {
  const published = (): JointReview => proposed().published('2026-09-07');

  it('waits to the end of the last day', () => {
    const story = published().until('2026-09-07 23:59');
    expect(story.whereabouts()).toBe('publicNotice');
    expect(story.until('2026-09-08 00:01').whereabouts()).toBe('decide');
  });

  it('checks every objection and takes further ones until the end', () => {
    const story = published().until('2026-09-02 10:00').objects().checked('noted');
    expect(story.whereabouts()).toBe('publicNotice');
    story.objects().checked('dismissed').until('2026-09-08 09:00');
    expect(story.whereabouts()).toBe('considerObjections');
    story.answer('hwedz.officer1', 'considerObjections', 'answered', { says: '已逐条答复' });
    expect(story.whereabouts()).toBe('decide');
  });

  it('does not lose an objection that is being checked when the notice ends', () => {
    const story = published().until('2026-09-07 17:00').objects().until('2026-09-09 10:00');
    expect(story.whereabouts()).toBe('checkObjection');
    story.checked('noted').until('2026-09-09 10:01');
    expect(story.whereabouts()).toBe('considerObjections');
  });

  it('brings what nobody took down in time onto the case by itself, one after the other, before anything is decided', () => {
    const story = published();
    story.unheard = 2;
    story.until('2026-09-08 09:00');
    expect(story.whereabouts()).toBe('checkObjection');
    story.until('2026-09-09 10:00').checked('dismissed').until('2026-09-09 10:01');
    expect(story.whereabouts()).toBe('checkObjection');
    story.checked('noted').until('2026-09-09 10:02');
    expect(story.whereabouts()).toBe('considerObjections');
    story.answer('hwedz.officer1', 'considerObjections', 'answered', { says: '已逐条答复' });
    expect(story.whereabouts()).toBe('decide');
  });

  it('hears what is still open when a decision comes up again, and answers nothing twice', () => {
    const story = published().objects().checked('noted').until('2026-09-08 09:00');
    story.answer('hwedz.officer1', 'considerObjections', 'answered', { says: '已逐条答复' });
    story.answer('hwedz.director', 'decide', 'returnToDraft', { says: '尚有异议未核实' });
    story.unheard = 1;
    story.proposed('proposeApprove');
    expect(story.whereabouts()).toBe('checkObjection');
    story.checked('dismissed').until('2026-09-08 09:01');
    expect(story.whereabouts()).toBe('decide');
  });

  it('wants the contact of who objects checked', () => {
    const story = published().objects();
    expect(refusal(() => story.answer('hwedz.window1', 'checkObjection', 'noted'))).toBe('outcome.demandsField');
  });

  /**
   * Legal time (due 11-06): the hearing takes from the end of the notice, Monday 09-07, to Friday 09-18. The 9 working days September
   * 8–11 and 14–18 are left out; nine more after November 6: 9–13 (5), 16–19 (9).
   */
  it('holds the hearing outside the legal time, presided over by who did not examine', () => {
    const story = published().objects().checked('hearing', '2026-08-31').until('2026-09-08 00:00');
    expect(story.whereabouts()).toBe('arrangeHearing');
    expect(story.clock('jointReview.legal').status).toBe('stopped');
    story.until('2026-09-08 10:00').announces('2026-09-18');
    expect(story.whereabouts()).toBe('holdHearing');
    expect(story.clock('jointReview.legal').status).toBe('stopped');
    story.until('2026-09-18 15:00');
    expect(refusal(() => story.answer('hwedz.officer1', 'holdHearing', 'held', held))).toBe('task.notYours');
    story.answer('hwedz.deputy', 'holdHearing', 'held', held);
    expect(story.clock('jointReview.legal')).toMatchObject({ status: 'running', dueDay: '2026-11-19' });
    story.proposed('proposeConditional').decided('approveWithConditions').letterIssued();
    expect(story.whereabouts()).toBe('projectLife');
  });

  /**
   * 行政许可法 第四十八条（一）, working days by 第八十二条. Told on Tuesday 09-08: 9–11 (3), 14–17 (7): Thursday the 17th at the earliest.
   * Told on Friday 09-18: the worked Sunday 20 (1), 21–24 (5), 25–27 are the Mid-autumn days off, 28, 29 (7).
   */
  it.each([
    ['2026-09-08 10:00', '2026-09-16', '2026-09-17'],
    ['2026-09-18 10:00', '2026-09-28', '2026-09-29'],
  ])('told on %s, refuses a hearing on %s and takes one on %s', (now, early, inTime) => {
    const story = published().objects().checked('hearing', '2026-08-31').until(now);
    const events = story.events.length;
    expect(refusal(() => story.announces(early))).toBe('outcome.dayTooEarly');
    expect(story.events).toHaveLength(events);
    story.announces(inTime);
    expect(story.whereabouts()).toBe('holdHearing');
  });

  it('names the rule and the first day that would do', () => {
    const story = published().objects().checked('hearing', '2026-08-31').until('2026-09-08 10:00');
    expect(() => story.announces('2026-09-16')).toThrow(
      expect.objectContaining({
        code: 'outcome.dayTooEarly',
        field: 'form.hearingOn',
        params: { field: '听证日期', earliest: '2026-09-17', basis: '行政许可法 第四十八条（一）、第八十二条' },
      }),
    );
  });

  it('put off, is told anew for as many days; held before its day it is not', () => {
    const story = published().objects().checked('hearing', '2026-08-31').until('2026-09-08 10:00');
    story.announces('2026-09-17').until('2026-09-14 09:00');
    const early = { ...held, facts: { heldOn: '2026-09-14' } };
    expect(refusal(() => story.answer('hwedz.deputy', 'holdHearing', 'held', early))).toBe('outcome.dayTooEarly');
    story.answer('hwedz.deputy', 'holdHearing', 'postponed', { says: '主持人因公出差' });
    expect(story.whereabouts()).toBe('arrangeHearing');
    expect(refusal(() => story.announces('2026-09-21'))).toBe('outcome.dayTooEarly');
    // Told on Monday 09-14: 15–18 (4), the worked Sunday 20 (5), 21, 22 (7).
    story.announces('2026-09-22');
    expect(story.whereabouts()).toBe('holdHearing');
  });

  /** Asked on Monday 08-31; 20 working days: September 1–4 (4), 7–11 (9), 14–18 (14), 20 (15), 21–24 (19), 28 (20). */
  it('counts the 20 days of the hearing from the first request, whenever the notice ends and whoever joins', () => {
    const story = published().objects().checked('hearing', '2026-08-31').until('2026-09-03 10:00').objects();
    expect(refusal(() => story.checked('hearing', '2026-09-03'))).toBe('outcome.notOffered');
    story.checked('hearingJoined').until('2026-09-08 09:00');
    expect(story.stageClock('arrangeHearing').dueDay).toBe('2026-09-28');
  });

  /** A letter of Tuesday 09-01 is opened last: September 2–4 (3), 7–11 (8), 14–18 (13), 20 (14), 21–24 (18), 28, 29 (20). */
  it('counts from the earliest request, though it may be opened last', () => {
    const story = published().until('2026-09-02 10:00').objects().checked('hearing', '2026-09-02').objects();
    story.checked('hearingJoined', '2026-09-01').until('2026-09-08 09:00');
    expect(story.stageClock('arrangeHearing').dueDay).toBe('2026-09-29');
  });

  it('wants the day of the request', () => {
    expect(refusal(() => published().objects().checked('hearing'))).toBe('outcome.demandsField');
  });

  /**
   * The notice ends on Monday 09-07 at 24:00. Objections are answered within 5 working days: 8–11 (4), 14 (5), also when the timer rings
   * after midnight or the worker was down for two days.
   */
  it.each([100, 2 * 86_400_000])('counts from the last day of the notice though its timer rings %d ms late', (late) => {
    const story = published().objects().checked('noted').until('2026-09-07 23:59');
    story.now = local('2026-09-08 00:00') + late;
    story.put({ name: 'tick', body: {} });
    expect(story.stageClock('considerObjections').dueDay).toBe('2026-09-14');
  });

  it('may take an objection up and draft the decision anew, without a second notice', () => {
    const story = published().objects().checked('noted').until('2026-09-08 09:00');
    story.answer('hwedz.officer1', 'considerObjections', 'redraft', { says: '采纳' }).proposed('proposeConditional');
    expect(story.whereabouts()).toBe('decide');
  });
});

describe('联合审查 v2: withdrawal', () => {
  const stages: [string, () => JointReview][] = [
    ['arrangement', () => arranging()],
    ['siteVisit', () => arranging().arranged(true, false)],
    ['drawExperts', () => arranging().arranged(false, true)],
    ['dutyReview', () => underReview().disowns('FRB').allOthersAgree().met('dutyUnclear')],
    ['estabArbitration', () => underReview().disowns('FRB').allOthersAgree().met('irreconcilable')],
    ['publicNotice', () => proposed().published('2026-09-07')],
    ['decide', () => proposed().published('2026-09-07').until('2026-09-08 09:00')],
  ];

  it.each(stages)('is open to the applicant in %s', (stage, at) => {
    const story = at();
    expect(story.whereabouts().split(' ')).toContain(stage);
    expect(story.withdraw('firma.applicant1').state.result).toBe('withdrawn');
    expect(story.open()).toEqual([]);
  });
});
