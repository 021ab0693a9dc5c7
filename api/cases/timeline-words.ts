import type { RecordedEvent } from '../../workflows/engine/events';
import { outcomeOf } from '../../workflows/engine/signing';
import type { OpenedCase } from './case-file.service';
import { stageOfEvent } from './disclosure';
import { branchOfScope } from './machine-path';

interface NameLookup {
  orgName: (code: string) => string;
  personName: (id: string) => string;
}

const SERVING: Record<string, string> = {
  concur: '加签人同意',
  dissent: '加签人不同意',
  answered: '受委派人答复',
  confirm: '第二人确认',
  refuse: '第二人不予确认',
};

const PRIORITY_WORDS: Record<string, string> = { normal: '普通', urgent: '加急', veryUrgent: '特急' };

/** What an event was, in an official's words. */
export function wordsOf(file: OpenedCase, event: RecordedEvent, { orgName, personName }: NameLookup): string {
  const data = event.data as Record<string, string>;
  const stage = stageOfEvent(file, event);
  const scope = data['scope'];
  const branch = typeof scope === 'string' ? branchOfScope(scope) : null;
  const place = [branch ? orgName(branch) : '', stage?.name.zh ?? ''].filter((s) => s !== '').join(' ');
  const task = taskWords(file, data['taskId']);
  switch (event.type) {
    case 'caseStarted':
      return '立案';
    case 'taskCompleted': {
      const outcome = stage?.kind === 'task' ? outcomeOf(stage.outcomes, data['outcome'] ?? '') : undefined;
      return `${place}：${outcome?.name.zh ?? SERVING[data['outcome'] ?? ''] ?? data['outcome']}`;
    }
    case 'taskClaimed':
      return `签收${task}`;
    case 'taskReleased':
      return `退回签收${task}`;
    case 'taskTransferred':
      return `转办${task}给${personName(data['to'] ?? '')}：${data['reason']}`;
    case 'taskDelegated':
      return `委派${task}给${personName(data['to'] ?? '')}：${data['reason']}`;
    case 'signerAdded':
      return `${{ before: '前加签', after: '后加签', beside: '并加签' }[data['where'] ?? ''] ?? '加签'}：${personName(data['person'] ?? '')}（${data['reason']}）`;
    case 'signerRemoved':
      return '减签';
    case 'decisionRecalled':
      return `撤回办理${task}：${data['reason']}`;
    case 'caseWithdrawn':
      return `申请人撤件：${data['reason']}`;
    case 'caseTerminated':
      return `作废：${data['reason']}`;
    case 'caseReopened':
      return `重启：${data['reason']}`;
    case 'clockStopped':
      return `时限中止（${clockName(file, data['clock'])}）：${data['note']}`;
    case 'clockResumed':
      return `时限恢复（${clockName(file, data['clock'])}）：${data['note']}`;
    case 'deadlineExtended':
      return `延长时限（${clockName(file, data['clock'])}）${data['more']}：${data['reason']}`;
    case 'clockAlarm':
      return alarmWords(file, event);
    case 'urged':
      return `催办${task}：${data['note']}`;
    case 'commented':
      return '沟通';
    case 'carbonCopied':
      return `抄送：${(event.data['persons'] as string[]).map(personName).join('、')}`;
    case 'prioritySet':
      return `紧急程度：${PRIORITY_WORDS[data['priority'] ?? ''] ?? ''}（${data['reason']}）`;
    case 'readMarked':
      return '已阅';
    case 'personRecused':
      return `回避：${personName(data['person'] ?? '')}（${data['reason']}）`;
    case 'workHandedOver':
      return `移交待办：${personName(data['from'] ?? '')}→${personName(data['to'] ?? '')}（${data['reason']}）`;
    case 'documentAttached':
      return '补充材料';
    case 'documentReplaced':
      return '更换材料';
    case 'automationCompleted':
      return `${place}：系统办理完成`;
    case 'automationFailed':
      return `${place}：系统办理未成`;
    case 'messageReceived':
      return `收到外部结果${place ? `（${place}）` : ''}`;
    case 'waitElapsed':
      return `${place}：期限届至`;
    case 'subcaseStarted':
      return `启动关联流程 ${data['caseId']}`;
    case 'subcaseEnded':
      return `关联流程 ${data['caseId'] ?? ''} 办结`;
    case 'referenceChanged':
      return '日历或时限更新，重新计算期限';
    case 'caseMigrated':
      return `迁移到新版流程：${data['reason']}`;
  }
}

/** Task ids carry scope and stage: `<case>:<scope>:<stage>:<visit>:<number>`. */
function taskWords(file: OpenedCase, taskId: string | undefined): string {
  const [, scope, stage] = taskId?.split(':') ?? [];
  const found = stageOfEvent(file, { data: { scope, stage } });
  return found ? `“${found.name.zh}”` : '';
}

function clockName(file: OpenedCase, id: string | undefined): string {
  const clock = id ? file.state.clocks[id] : undefined;
  return clock?.rule.name.zh ?? file.state.reference.limits.find((l) => l.key === id)?.name.zh ?? '时限';
}

function alarmWords(file: OpenedCase, event: RecordedEvent): string {
  const rung = event.data['rung'] as { clock: string; alarm: string }[];
  const deemed = event.data['deemed'] as { stage: string; outcome: string } | null;
  const kinds: Record<string, string> = { warning: '临期提醒', overdue: '已超期', reminder: '超期提醒' };
  const words = rung.map((r) => `${kinds[r.alarm]}（${limitOfClock(file, r.clock)}）`).join('；');
  return deemed ? `${words}；依法视为办结该环节` : words;
}

/** A stage clock that has left the working state is named by its stage's limit. */
function limitOfClock(file: OpenedCase, id: string): string {
  const live = file.state.clocks[id];
  if (live) {
    return live.rule.name.zh;
  }
  const change = file.events.flatMap((e) => e.changes).find((c) => c.on === 'clock' && c.id === id && c.was === null);
  return (change?.set['rule'] as { name: { zh: string } } | undefined)?.name.zh ?? '时限';
}
