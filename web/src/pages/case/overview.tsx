import { Link } from '@tanstack/react-router';
import { useReference, useSignedIn } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { CreditCard } from '../../parts/credit';
import { CodeBadge, useWords } from '../../parts/words';
import { useOrgName } from '../../api/queries';
import { commonText } from '../../text/common.text';
import { useLabel, useText, type Label } from '../../text/text';
import { minute } from '../../text/time';
import { caseText } from './case.text';
import { CaseObligations } from '../obligations/case-obligations';
import { Letters } from './letters';
import { NextStep } from './next-step';
import { useDefinition } from './use-definition';

/** Who has it, since when, what was found. */
export function Overview({ detail }: { detail: CaseDetail }) {
  const t = useText(caseText);
  const c = useText(commonText);
  const label = useLabel();
  const orgName = useOrgName();
  const words = useWords();
  const isParty = useSignedIn().memberships.some(({ orgCode }) => orgCode === detail.partyOrg);
  return (
    <div className="stack">
      {isParty && detail.status === 'running' && <NextStep detail={detail} />}
      <section className="card">
        <dl className="facts">
          <dt>{t('enterprise')}</dt>
          <dd>{detail.partyName}</dd>
          <dt>{t('started')}</dt>
          <dd className="number">{minute(detail.startedAt)}</dd>
          {detail.endedAt !== null && (
            <>
              <dt>{t('ended')}</dt>
              <dd className="number">{minute(detail.endedAt)}</dd>
              <dt>{t('result')}</dt>
              <dd>
                <CodeBadge group="result" code={detail.result} />
              </dd>
            </>
          )}
          <dt>{c('procedure')}</dt>
          <dd>
            {label(detail.processName)} <span className="muted">{t('version', { n: detail.version })}</span>
          </dd>
        </dl>
      </section>
      <CreditCard org={detail.partyOrg} />
      <Letters caseId={detail.caseId} />
      <CaseObligations detail={detail} />
      {detail.status === 'running' && !isParty && (
        <section className="card">
          <h2>{t('openTasks')}</h2>
          {detail.openTasks.length === 0 ? (
            <p className="muted">{t('noOpenTasks')}</p>
          ) : (
            <div className="table-wrap" tabIndex={0}>
              <table className="plain">
                <thead>
                  <tr>
                    <th>{c('stage')}</th>
                    <th>{c('department')}</th>
                    <th>{t('with')}</th>
                    <th>{c('due')}</th>
                    <th>{c('status')}</th>
                  </tr>
                </thead>
                <tbody>
                  {detail.openTasks.map((task) => (
                    <tr key={task.taskId}>
                      <td>
                        {label(task.stageName)}{' '}
                        {task.kind !== 'stage' && <span className="badge info">{words('task', task.kind)}</span>}
                      </td>
                      <td>{task.branch ? orgName(task.branch) : ''}</td>
                      <td>{task.with.join('、')}</td>
                      <td className="number nowrap">
                        {task.dueDay} {task.overdue && <span className="badge bad">{t('overdue')}</span>}
                      </td>
                      <td>
                        {task.yours ? (
                          <Link to="/inbox" search={{ task: task.taskId }}>
                            {t('goToTask')}
                          </Link>
                        ) : (
                          words('state', task.status)
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </section>
      )}
      <Findings detail={detail} />
    </div>
  );
}

/** Facts that are ids or inner notes of the procedure. */
const INNER = ['applicant', 'leadOrg', 'applicationId', 'letterDocumentId', 'letterNumber', 'projectKind'];
const LEVELS: Label[] = [
  { zh: '不构成', en: 'none' },
  { zh: '一级', en: 'level 1' },
  { zh: '二级', en: 'level 2' },
  { zh: '三级', en: 'level 3' },
  { zh: '四级', en: 'level 4' },
];

function Findings({ detail }: { detail: CaseDetail }) {
  const t = useText(caseText);
  const c = useText(commonText);
  const label = useLabel();
  const words = useWords();
  const orgName = useOrgName();
  const { data: definition } = useDefinition(detail.caseId);
  const { data: processes } = useReference<{ code: string; name: Label }>('processes', { past: true });
  const { data: chemicals } = useReference<{ key: string; name: Label }>('chemicals', { past: true });
  const shown = (key: string, value: unknown): string => {
    if (typeof value === 'boolean') return c(value ? 'yes' : 'no');
    if (key === 'majorLevel') return label(LEVELS[Number(value)]);
    if (Array.isArray(value)) {
      const named = value.map((one: string) => {
        if (/[dD]epartments$/.test(key)) return orgName(one);
        return label(processes?.find(({ code }) => code === one)?.name ?? chemicals?.find((x) => x.key === one)?.name);
      });
      return named.filter((name) => name !== '').join('、') || c('none');
    }
    if (typeof value === 'number') return String(value);
    return (
      words('opinion', String(value)) ||
      (['approved', 'conditionallyApproved', 'rejected'].includes(String(value)) ? words('result', String(value)) : '')
    );
  };
  const rows = Object.entries(detail.facts)
    .filter(([key, value]) => !INNER.includes(key) && value !== null && definition?.facts[key])
    .map(([key, value]) => ({ key, name: label(definition!.facts[key]!.name), text: shown(key, value) }))
    .filter(({ text }) => text !== '');
  return (
    <section className="card">
      <h2>{t('facts')}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t('noFacts')}</p>
      ) : (
        <dl className="facts">
          {rows.map(({ key, name, text }) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
