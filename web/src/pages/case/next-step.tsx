import { Link } from '@tanstack/react-router';
import type { CaseDetail } from '../../api/types';
import { useCourt } from '../../parts/words';
import { useLabel, useText } from '../../text/text';
import { caseText } from './case.text';
import { useDefinition } from './use-definition';
import { wayAhead } from './way-ahead';

/** For the enterprise: whose turn it is, by when, and what follows. */
export function NextStep({ detail }: { detail: CaseDetail }) {
  const t = useText(caseText);
  const label = useLabel();
  const court = useCourt();
  const { data: definition } = useDefinition(detail.caseId);
  const own = detail.openTasks.filter(({ yours }) => yours);
  const root = detail.standing.find(({ scope }) => scope === 'root');
  const ahead = definition && root ? wayAhead(definition.machine, root.stage) : [];
  // The limit that ends last is the one of the whole procedure.
  const overall = detail.clocks
    .filter(({ status, dueAt }) => (status === 'running' || status === 'stopped') && dueAt !== null)
    .sort((a, b) => b.dueAt! - a.dueAt!)[0];
  return (
    <section className="card stack" aria-labelledby="next-step">
      <h2 id="next-step">{t('nextStep')}</h2>
      {own.map((task) => (
        <p key={task.taskId}>
          <Link className="link-button" to="/inbox" search={{ task: task.taskId }}>
            {label(task.stageName)}
          </Link>{' '}
          {task.dueDay && t('yourTurnBy', { day: task.dueDay })}
        </p>
      ))}
      {own.length === 0 && root && (
        <p>{t('othersTurn', { stage: label(root.name), court: court(detail.court, 3) || t('government') })}</p>
      )}
      {detail.stopped && <p>{t('clockStands')}</p>}
      {overall?.dueDay && (
        <p>
          {t(overall.provisional ? 'decidedByProvisional' : 'decidedBy', {
            limit: label(overall.name),
            day: overall.dueDay,
          })}
        </p>
      )}
      {ahead.length > 0 && (
        <div>
          <p className="muted">{t('wayAhead')}</p>
          <ol className="way-ahead">
            {ahead.map(({ code, name }) => (
              <li key={code}>{label(name)}</li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}
