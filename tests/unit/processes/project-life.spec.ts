import { DEFINITIONS, person, Story } from '../../support/joint-review-harness';
import { refusal } from '../../support/joint-review-refusal';
import type { Facts } from '../../../workflows/processes/definition';

const APPLICANT = 'firma.applicant1';
const paper = { attachments: ['附件'] };

class Life extends Story {
  static opened(time: string, facts: Facts = {}): Life {
    const definition = DEFINITIONS.find((d) => d.code === 'projectLife');
    return new Life(definition!, time, {
      applicant: person(APPLICANT).id,
      leadOrg: 'HWEDZ',
      applicationVersion: 1,
      hasMajorHazard: true,
      decision: 'approved',
      ...facts,
    });
  }

  outside(message: string, facts: Facts): this {
    this.command('deliverMessage', 'hwedz.officer1', { message, facts, form: null, attachments: [], basis: null });
    return this;
  }

  /** Up to the city's answer. */
  filed(): this {
    return this.automation('listConditions', { conditionKeys: [] }).answer(
      APPLICANT,
      'safetyConditionApply',
      'filed',
      paper,
    );
  }

  opinion(safetyConditionPassed: boolean, opinionDay: string): this {
    return this.outside('safetyConditionOpinion', { safetyConditionPassed, opinionDay });
  }

  conditions(openConditions = 0): this {
    return this.automation('checkConditions', { openConditions });
  }

  designReviewed(designPassed: boolean): this {
    const pending = this.pending('safetyDesignReview');
    this.put({ name: 'subcaseStarted', body: { pendingId: pending.id, caseId: 'SJ-1' } });
    const result = designPassed ? 'passed' : 'failed';
    this.put({ name: 'subcaseEnded', body: { pendingId: pending.id, result, facts: { designPassed } } });
    return this;
  }

  started(): this {
    return this.answer(APPLICANT, 'designApply', 'apply', paper)
      .conditions()
      .designReviewed(true)
      .answer(APPLICANT, 'startConstruction', 'start', paper)
      .conditions();
  }

  onTrial(trialEarliestEnd: string): this {
    return this.answer(APPLICANT, 'construction', 'completed', paper).planned().supervised(trialEarliestEnd);
  }

  planned(): this {
    return this.answer(APPLICANT, 'trialPlan', 'submit', {
      ...paper,
      filled: ['planReview', 'attendance'],
    }).conditions();
  }

  supervised(trialEarliestEnd: string): this {
    return this.answer('emb.officer1', 'trialSupervision', 'cleared', { ...paper, filled: ['record'] })
      .answer('emb.officer2', 'trialSupervision', 'confirm')
      .automation('trialPeriod', { trialEarliestEnd });
  }
}

/** Opened on Monday 2026-03-02, opinion of the city of 2026-04-10. */
const approvedByCity = (): Life =>
  Life.opened('2026-03-02 09:00').filed().until('2026-04-13 09:00').opinion(true, '2026-04-10');
const underConstruction = (): Life => approvedByCity().until('2026-06-01 09:00').started();

describe('项目全周期: safety conditions', () => {
  it('waits for the city, who has 45 natural days', () => {
    // March 2 + 45 days: 29 left in March, 16 of April.
    expect(Life.opened('2026-03-02 09:00').filed().stageClock('safetyConditionReview').dueDay).toBe('2026-04-16');
  });

  it('does not let the firm report its own approval', () => {
    const story = Life.opened('2026-03-02 09:00').filed();
    const facts = { safetyConditionPassed: true, opinionDay: '2026-03-02' };
    const message = { message: 'safetyConditionOpinion', facts, form: null, attachments: [], basis: null };
    expect(refusal(() => story.command('deliverMessage', APPLICANT, message))).toBe('access.denied');
    expect(refusal(() => story.command('deliverMessage', 'frb.officer1', message))).toBe('access.denied');
  });

  it('lets the firm apply again after a refusal', () => {
    expect(Life.opened('2026-03-02 09:00').filed().opinion(false, '2026-04-10').whereabouts()).toBe(
      'safetyConditionApply',
    );
  });

  it('counts the two years of the opinion from its day, and ends the life when construction has not begun by then', () => {
    const story = approvedByCity();
    expect(story.stageClock('opinionValid').dueDay).toBe('2028-04-10');
    story.until('2028-04-10 23:00');
    expect(story.state.status).toBe('running');
    story.until('2028-04-11 00:01');
    expect(story.state.result).toBe('expired');
    expect(story.open()).toEqual([]);
  });

  it('counts anew from a renewed opinion', () => {
    const story = approvedByCity().until('2028-03-01 09:00');
    story.outside('safetyConditionOpinionRenewed', { opinionDay: '2028-02-20' });
    expect(story.until('2028-05-01 09:00').state.status).toBe('running');
    expect(story.stageClock('opinionValid').dueDay).toBe('2030-02-20');
  });

  it('does not lapse once construction has begun', () => {
    expect(underConstruction().until('2029-01-02 09:00').state.status).toBe('running');
  });
});

describe('项目全周期: design review and conditions', () => {
  it('opens one obligation for every condition', () => {
    const story = Life.opened('2026-03-02 09:00', { decision: 'conditionallyApproved' });
    story.automation('listConditions', { conditionKeys: ['c1', 'c2'] });
    for (const [key, setBy] of [
      ['c1', 'EMB'],
      ['c2', 'FRB'],
    ] as const) {
      const read = Object.values(story.state.pending).find((p) => p.status === 'open' && p.scope.includes(`.${key}@`));
      const found = { setBy, dueDay: '2026-12-31', checkPoint: 'trialProduction' };
      story.put({ name: 'automationDone', body: { pendingId: read!.id, facts: found, data: {} } });
      const open = story.pending('obligation');
      expect(story.state.facts[open.scope]).toMatchObject({ conditionKey: key, ...found });
      story.put({ name: 'subcaseStarted', body: { pendingId: open.id, caseId: `TJ-${key}` } });
    }
    expect(story.whereabouts()).toBe('safetyConditionApply');
  });

  it('does not pass a check point with an open condition', () => {
    const story = approvedByCity().answer(APPLICANT, 'designApply', 'apply', paper).conditions(1);
    expect(story.whereabouts()).toContain('designApply@course');
    story.answer(APPLICANT, 'designApply', 'apply', paper).conditions(0);
    expect(story.whereabouts()).toContain('safetyDesignReview@course');
  });

  it('goes back to the applicant when the design is refused or the review was withdrawn', () => {
    const story = approvedByCity().answer(APPLICANT, 'designApply', 'apply', paper).conditions().designReviewed(false);
    expect(story.whereabouts()).toContain('designApply@course');
  });

  it('may be given up', () => {
    const story = approvedByCity().answer(APPLICANT, 'designApply', 'giveUp', { says: '市场变化' });
    expect(story.state.result).toBe('abandoned');
  });
});

describe('项目全周期: changes', () => {
  const unchanged = { siteChanged: false, processChanged: false, scaleChanged: false, surroundingsChanged: false };

  it.each(['siteChanged', 'processChanged', 'scaleChanged', 'surroundingsChanged'])('%s needs a new review', (what) => {
    const story = underConstruction().outside('changeReported', { changeVersion: 2 });
    story.automation('assessChange', { ...unchanged, [what]: true });
    expect(story.state.result).toBe('reReviewRequired');
    expect(story.open()).toEqual([]);
  });

  it('needs a new review before construction too', () => {
    const story = approvedByCity().outside('changeReported', { changeVersion: 2 });
    story.automation('assessChange', { ...unchanged, siteChanged: true });
    expect(story.state.result).toBe('reReviewRequired');
  });

  it('takes note of a small change and of the next one', () => {
    const story = underConstruction().outside('changeReported', { changeVersion: 2 });
    story.automation('assessChange', unchanged);
    expect(story.whereabouts()).toBe('building construction@course changeAwaited@changes');
    story.outside('changeReported', { changeVersion: 3 });
    expect(story.pending('assessChange').status).toBe('open');
  });
});

describe('项目全周期: trial, acceptance, licence', () => {
  it('wants the plan reviewed by the owner’s experts and supervised by two officers', () => {
    const story = underConstruction().answer(APPLICANT, 'construction', 'completed', paper);
    expect(refusal(() => story.answer(APPLICANT, 'trialPlan', 'submit', paper))).toBe('outcome.demandsField');
    story.planned();
    story.answer('emb.officer1', 'trialSupervision', 'cleared', { ...paper, filled: ['record'] });
    expect(story.whereabouts()).toContain('trialSupervision@course');
  });

  it('runs for thirty days at least', () => {
    const story = underConstruction().until('2027-03-01 09:00').onTrial('2027-03-31').until('2027-03-31 23:00');
    expect(story.whereabouts()).toContain('trialMinimum');
    expect(story.until('2027-04-01 00:01').whereabouts()).toContain('trialRunning');
  });

  it('runs for one year at most, counted from its beginning; then the authority steps in', () => {
    const story = underConstruction().until('2027-03-01 09:00').onTrial('2027-03-31').until('2027-04-02 09:00');
    expect(story.stageClock('trialRunning').dueDay).toBe('2028-03-01');
    story.until('2028-03-02 00:01');
    expect(story.whereabouts()).toContain('trialOverrun');
    expect(refusal(() => story.answer(APPLICANT, 'trialOverrun', 'accept'))).toBe('task.notYours');
  });

  it('starts again with a new plan when the trial was stopped', () => {
    const story = underConstruction().until('2027-03-01 09:00').onTrial('2027-03-31').outside('trialStopped', {});
    expect(story.whereabouts()).toContain('trialPlan@course');
  });

  it('files the major hazard source before the acceptance, and ends with the licence', () => {
    const story = underConstruction().until('2027-03-01 09:00').onTrial('2027-03-31').until('2027-06-01 09:00');
    story
      .answer(APPLICANT, 'trialRunning', 'finished')
      .answer(APPLICANT, 'completionApply', 'ready', paper)
      .conditions();
    expect(story.whereabouts()).toContain('majorHazardFiling@course');
    story
      .answer(APPLICANT, 'majorHazardFiling', 'file', paper)
      .answer('emb.officer1', 'majorHazardCheck', 'filed', { filled: ['filingNumber'] })
      .answer(APPLICANT, 'completionAcceptance', 'passed', { ...paper, filled: ['attendance'] })
      .answer(APPLICANT, 'licenceApply', 'apply', paper)
      .conditions()
      .outside('licenceDecision', { licenceGranted: true });
    expect(story.state.result).toBe('licensed');
    expect(story.retold()).toEqual(story.state);
  });

  it('may be withdrawn at any time', () => {
    expect(underConstruction().withdraw(APPLICANT).state.result).toBe('withdrawn');
  });
});

describe('安全设施设计审查', () => {
  const review = (): Story =>
    new Story(
      DEFINITIONS.find((d) => d.code === 'safetyDesignReview')!,
      '2026-09-18 10:00',
      {
        applicant: person(APPLICANT).id,
        leadOrg: 'HWEDZ',
      },
    );

  /** Friday 09-18 + 20: 20–24 (5), 28–30 (8), October 8–10 (11), 12–16 (16), 19–22 (20). */
  it('has twenty working days, which rest while the applicant changes the design', () => {
    const story = review();
    expect(story.clock('safetyDesign').dueDay).toBe('2026-10-22');
    story.until('2026-09-24 10:00').answer('emb.officer1', 'examine', 'correction', { filled: ['points'] });
    // Left out: 28, 29, 30 and October 8; four more days after October 22: 23, 26, 27, 28.
    story.until('2026-10-08 10:00').answer(APPLICANT, 'revise', 'resubmit', paper);
    expect(story.clock('safetyDesign').dueDay).toBe('2026-10-28');
  });

  it('is decided by another person than who examined, as proposed or not at all', () => {
    const story = review().answer('emb.officer1', 'examine', 'proposeFail', { says: '联锁设置不足' });
    expect(refusal(() => story.answer('emb.director', 'decide', 'pass'))).toBe('outcome.notOffered');
    story.answer('emb.director', 'decide', 'fail');
    expect(story.state.result).toBe('failed');
    expect(story.fact('designPassed')).toBe(false);
  });
});

describe('附加条件落实', () => {
  const obligation = (dueDay: string): Story =>
    new Story(
      DEFINITIONS.find((d) => d.code === 'obligation')!,
      '2026-09-01 10:00',
      {
        applicant: person(APPLICANT).id,
        leadOrg: 'HWEDZ',
        conditionKey: 'c1',
        setBy: 'FRB',
        dueDay,
        checkPoint: 'trialProduction',
      },
    );

  it('is due on the day that the decision names, with a warning before and reminders after', () => {
    const story = obligation('2026-12-10');
    expect(story.clock('obligation.due').dueDay).toBe('2026-12-10');
    story.until('2026-11-25 10:00');
    // 100 days, the warning after 80 of them: September 1 + 80 = November 20. Overdue on 12-11, reminders on 12-12 and 12-13.
    expect(story.clock('obligation.due')).toMatchObject({ overdueAt: null });
    expect(story.clock('obligation.due').warnedAt).not.toBeNull();
    story.until('2026-12-13 10:00');
    expect(story.clock('obligation.due').overdueAt).not.toBeNull();
    expect(story.events.filter((e) => e.type === 'clockAlarm')).toHaveLength(4);
  });

  it('is fulfilled when the department that set it says so, on evidence', () => {
    const story = obligation('2026-12-10');
    expect(refusal(() => story.answer(APPLICANT, 'fulfil', 'report', { says: '已完成' }))).toBe(
      'outcome.demandsAttachment',
    );
    story.answer(APPLICANT, 'fulfil', 'report', { says: '已完成', ...paper });
    expect(refusal(() => story.answer('emb.officer1', 'check', 'fulfilled', { says: '属实' }))).toBe('task.notYours');
    story.answer('frb.officer1', 'check', 'notFulfilled', { says: '缺少验收记录' });
    story.answer(APPLICANT, 'fulfil', 'report', { says: '已补充', ...paper });
    story.answer('frb.officer1', 'check', 'fulfilled', { says: '属实' });
    expect(story.state.result).toBe('fulfilled');
    expect(story.clock('obligation.due').status).toBe('met');
  });

  it('is lifted by two people of the department only, and never by the applicant', () => {
    const story = obligation('2026-12-10').answer(APPLICANT, 'fulfil', 'report', { says: '设计取消', ...paper });
    story.answer('frb.officer1', 'check', 'lift', { says: '装置取消' });
    story.answer('frb.deputy', 'confirmLift', 'approve');
    expect(story.state.result).toBe('lifted');
    expect(refusal(() => obligation('2026-12-10').withdraw(APPLICANT))).toBe('withdraw.notAllowed');
  });
});
