import { relationTo } from '../../api/cases/case-access';
import { roleKey } from '../../workflows/engine/rows';
import { inLegalTime, type LegalTime } from '../support/legal-time';
import { person } from '../support/joint-review-harness';
import { refusedWith, type ToldCase } from '../support/told-case';

const APPLICANT = 'firma.applicant1';
const OFFICER = 'emb.officer1';
const MONDAY = '2037-03-02 09:00';
const paper = { attachments: ['附件.pdf'] };
const inspected = { says: '检查记录见附件', filled: ['record'], ...paper };

/** The life of a project from its first morning, kept for the replay tests once it is told. */
function story(
  name: string,
  tell: (life: ToldCase, office: LegalTime) => Promise<void>,
  conditions: LegalTime['decided'] = [],
): Promise<void> {
  return inLegalTime(MONDAY, async (office) => {
    office.decided = conditions;
    const decision = conditions?.length ? 'conditionallyApproved' : 'approved';
    const life = await office.projectLife({ decision });
    await tell(life, office);
    await office.keepHistory(life, name);
  });
}

/** Filed with the city on 03-02, whose opinion of 04-10 is reported on 04-13. */
async function approvedByCity(life: ToldCase): Promise<void> {
  await life.answer(APPLICANT, 'safetyConditionApply', 'filed', paper);
  await life.until('2037-04-13 09:00');
  await life.message(OFFICER, 'safetyConditionOpinion', { safetyConditionPassed: true, opinionDay: '2037-04-10' });
  await life.standsIn('designApply');
}

async function started(life: ToldCase, office: LegalTime): Promise<void> {
  await life.until('2037-06-01 09:00');
  await life.answer(APPLICANT, 'designApply', 'apply', paper);
  const design = await office.openedBy(life, 'safetyDesignReview');
  await design.answer(OFFICER, 'examine', 'proposePass', { says: '符合要求' });
  await design.answer('emb.director', 'decide', 'pass');
  await life.answer(APPLICANT, 'startConstruction', 'start', paper);
  await life.standsIn('construction');
}

async function plansTrial(life: ToldCase): Promise<void> {
  await life.answer(APPLICANT, 'trialPlan', 'submit', { ...paper, filled: ['planReview', 'attendance'] });
}

/** Built in nine months; the trial begins on Monday 2038-03-01. */
async function onTrial(life: ToldCase): Promise<void> {
  await life.until('2038-03-01 09:00');
  await life.answer(APPLICANT, 'construction', 'completed', paper);
  await plansTrial(life);
  await supervised(life);
}

async function supervised(life: ToldCase): Promise<void> {
  await life.answer(OFFICER, 'trialSupervision', 'cleared', inspected);
  expect(await refusedWith(life.answer(OFFICER, 'trialSupervision', 'confirm'))).toBe('duty.drafterMayNotApprove');
  await life.answer('emb.officer2', 'trialSupervision', 'confirm');
  await life.standsIn('trialMinimum');
}

describe('项目全周期 in legal time', () => {
  it('plain life to the licence: a condition bars the trial until it is fulfilled', async () => {
    const foam = {
      text: '配备抗溶性泡沫',
      owner: '企业安全总监',
      dueDay: '2038-02-26',
      checkPoint: 'trialProduction',
      setBy: 'FRB',
    };
    await story(
      'plain-life-to-licence',
      async (life, office) => {
        await life.standsIn('safetyConditionApply');
        const obligation = await office.openedBy(life, 'obligation');
        await life.answer(APPLICANT, 'safetyConditionApply', 'filed', paper);
        // 2037-03-02 + 45 natural days: 29 left in March, 16 of April.
        expect(life.clock('safetyCondition').dueDay).toBe('2037-04-16');
        expect(life.row.court).toEqual(['outside']);
        await life.until('2037-04-13 09:00');
        const opinion = { safetyConditionPassed: true, opinionDay: '2037-04-10' };
        expect(await refusedWith(life.message(APPLICANT, 'safetyConditionOpinion', opinion))).toBe('access.denied');
        await life.message(OFFICER, 'safetyConditionOpinion', opinion);
        await started(life, office);
        await life.until('2038-02-22 09:00');
        await life.answer(APPLICANT, 'construction', 'completed', paper);
        await plansTrial(life);
        // The condition is open: back to the applicant.
        await life.standsIn('trialPlan');
        await obligation.answer(APPLICANT, 'fulfil', 'report', { says: '已配备', ...paper });
        await obligation.answer('frb.officer1', 'check', 'fulfilled', { says: '现场核实' });
        expect(await obligation.ended()).toBe('fulfilled');
        await life.until('2038-03-01 09:00');
        await plansTrial(life);
        await supervised(life);
        // Monday 2038-03-01 + 30 natural days: 30 left in March; the last one ends at 24:00 (民法典 第二百零三条).
        await life.until('2038-03-31 23:30');
        expect(life.stands).toContain('trialMinimum@course');
        await life.until('2038-04-01 00:05');
        await life.standsIn('trialRunning');
        // One year from the beginning: the same day of the next year (民法典 第二百零二条).
        expect(life.clock('trialProduction.max').dueDay).toBe('2039-03-01');
        await life.until('2038-06-01 09:00');
        await life.answer(APPLICANT, 'trialRunning', 'finished');
        await life.answer(APPLICANT, 'completionApply', 'ready', paper);
        // 40号令 第二十四条: filed before the acceptance.
        await life.answer(APPLICANT, 'majorHazardFiling', 'file', paper);
        await life.answer(OFFICER, 'majorHazardCheck', 'filed', { filled: ['filingNumber'] });
        await life.answer(APPLICANT, 'completionAcceptance', 'passed', { ...paper, filled: ['attendance'] });
        await life.answer(APPLICANT, 'licenceApply', 'apply', paper);
        await life.standsIn('licenceDecision');
        await life.message('hwedz.officer1', 'licenceDecision', { licenceGranted: true });
        expect(await life.ended()).toBe('licensed');
      },
      [foam],
    );
  });

  it('a change of the process needs a new review; a smaller quantity does not', async () => {
    await story('change-needs-re-review', async (life, office) => {
      office.changed(2, (project) => (project.substances[0]!.quantityT /= 2));
      office.changed(3, (project) => project.processes.push('chlorination'));
      await approvedByCity(life);
      await started(life, office);
      await life.until('2037-09-01 09:00');
      await life.message(APPLICANT, 'changeReported', { changeVersion: 2 });
      await life.standsIn('changeAwaited');
      expect(life.row.status).toBe('running');
      await life.until('2037-10-12 09:00');
      await life.message(APPLICANT, 'changeReported', { changeVersion: 3 });
      expect(await life.ended()).toBe('reReviewRequired');
      expect(life.open()).toEqual([]);
    });
  });

  it('the opinion of the city is good for two years; without a start by then the project has to be reviewed anew', async () => {
    await story('validity-run-out', async (life) => {
      await approvedByCity(life);
      // From the day of the opinion, not from its report: 24 months, to the end of the day of the same number.
      expect(life.clock('safetyCondition.validity').dueDay).toBe('2039-04-10');
      await life.until('2039-04-10 23:30');
      expect(life.row.status).toBe('running');
      await life.until('2039-04-11 00:05');
      expect(await life.ended()).toBe('expired');
      expect(life.alarms('safetyCondition.validity').at(-1)).toBe('overdue');
    });
  });

  it('trial production over a year: the authority steps in, within ten working days of the end of the year', async () => {
    await story('trial-over-a-year', async (life, office) => {
      await approvedByCity(life);
      await started(life, office);
      await onTrial(life);
      await life.until('2039-03-01 23:30');
      await life.standsIn('trialRunning');
      await life.until('2039-03-02 09:00');
      await life.standsIn('trialOverrun');
      const overrun = life.events.find((e) => e.data['deemed'])?.data['deemed'];
      expect(overrun).toMatchObject({ stage: 'trialRunning', outcome: 'overrun' });
      expect(life.row.court).toEqual(['EMB', 'outside']);
      // The year ended with Tuesday 2039-03-01: 2–4 (3), 7–11 (8), 14, 15 (10).
      expect(life.clock('trialProduction.supervision').dueDay).toBe('2039-03-15');
      expect(await refusedWith(life.answer(APPLICANT, 'trialOverrun', 'accept', inspected))).toBe('task.notYours');
      await life.answer(OFFICER, 'trialOverrun', 'stop', inspected);
      await life.answer('emb.officer2', 'trialOverrun', 'confirm');
      await life.standsIn('trialPlan');
      await life.withdraw();
      expect(await life.ended()).toBe('withdrawn');
    });
  });

  it('withdrawn during construction: nothing stays open', async () => {
    await story('withdrawn', async (life, office) => {
      await approvedByCity(life);
      await started(life, office);
      expect(await refusedWith(life.withdraw('firmb.applicant1'))).toBe('access.denied');
      await life.withdraw();
      expect(await life.ended()).toBe('withdrawn');
      expect(life.row).toMatchObject({ status: 'ended', standing: [], court: [] });
      expect(life.open()).toEqual([]);
    });
  });

  it('区应急管理局 may open the life from its beginning: it reports what the city decides; other departments may not', async () => {
    await inLegalTime(MONDAY, async (office) => {
      office.decided = [];
      const life = await office.projectLife();
      await life.standsIn('safetyConditionApply');
      const relation = (login: string): string | null => {
        const { id, memberships } = person(login);
        const actor = { personId: id, memberships: memberships.map((m) => ({ orgCode: m.org, role: m.role })) };
        return relationTo(life.row, actor as unknown as Parameters<typeof relationTo>[1]);
      };
      expect(relation('emb.officer1')).toBe('department');
      expect(relation('hwedz.officer1')).toBe('lead');
      expect(relation(APPLICANT)).toBe('party');
      expect(relation('frb.officer1')).toBeNull();
      expect(relation('firmb.applicant1')).toBeNull();
    });
  });
});

describe('附加条件落实 in legal time', () => {
  const CONDITION = { setBy: 'FRB', dueDay: '2037-12-10', checkPoint: 'trialProduction' };
  const obligated = (name: string, tell: (obligation: ToldCase, office: LegalTime) => Promise<void>): Promise<void> =>
    inLegalTime('2037-09-01 10:00', async (office) => {
      const obligation = await office.obligation(CONDITION);
      await tell(obligation, office);
      await office.keepHistory(obligation, name);
    });

  it('fulfilled: on evidence, found so by the department that set it', async () => {
    await obligated('fulfilled', async (obligation) => {
      expect(await refusedWith(obligation.answer(APPLICANT, 'fulfil', 'report', { says: '已完成' }))).toBe(
        'outcome.demandsAttachment',
      );
      await obligation.until('2037-11-10 10:00');
      await obligation.answer(APPLICANT, 'fulfil', 'report', { says: '已完成', ...paper });
      // Tuesday 11-10 + 10 working days: 11–13 (3), 16–20 (8), 23, 24 (10).
      expect(obligation.clock('obligation.check').dueDay).toBe('2037-11-24');
      expect(await refusedWith(obligation.answer(OFFICER, 'check', 'fulfilled', { says: '属实' }))).toBe(
        'task.notYours',
      );
      await obligation.answer('frb.officer1', 'check', 'notFulfilled', { says: '缺少验收记录' });
      await obligation.answer(APPLICANT, 'fulfil', 'report', { says: '已补充', ...paper });
      await obligation.answer('frb.officer1', 'check', 'fulfilled', { says: '属实' });
      expect(await obligation.ended()).toBe('fulfilled');
      expect(obligation.clock('obligation.due').status).toBe('met');
    });
  });

  it('overdue: warned, told to the supervisors of who set it and who leads, reminded daily, never fulfilled by silence', async () => {
    await obligated('overdue', async (obligation, office) => {
      const told = (type: string): string[][] =>
        office.record.notifications
          .filter((n) => n.caseId === obligation.caseId && n.type === type)
          .map((n) => n.audience);
      // 100 days from 09-01 to 12-10; the warning after 80: November 20.
      await obligation.until('2037-11-20 08:30');
      expect(obligation.alarms('obligation.due')).toEqual([]);
      await obligation.until('2037-12-10 23:30');
      expect(obligation.alarms('obligation.due')).toEqual(['warning']);
      expect(told('clockWarning')).toEqual([[`p:${person(APPLICANT).id}`]]);
      await obligation.until('2037-12-12 12:00');
      // Overdue at midnight; reminded at nine of the 11th's next morning.
      expect(obligation.alarms('obligation.due')).toEqual(['warning', 'overdue', 'reminder']);
      const superiors = [roleKey('FRB', 'supervisor'), roleKey('HWEDZ', 'supervisor')];
      expect(told('clockOverdue')[0]).toEqual(expect.arrayContaining([`p:${person(APPLICANT).id}`, ...superiors]));
      expect(told('clockReminder')[0]).toEqual(expect.arrayContaining(superiors));
      expect(obligation.row).toMatchObject({ status: 'running', overdue: true });
      await obligation.answer(APPLICANT, 'fulfil', 'report', { says: '逾期完成', ...paper });
      await obligation.answer('frb.officer1', 'check', 'fulfilled', { says: '属实' });
      expect(await obligation.ended()).toBe('fulfilled');
      // Late is late, however it ended.
      expect(obligation.clock('obligation.due').status).toBe('missed');
    });
  });
});
