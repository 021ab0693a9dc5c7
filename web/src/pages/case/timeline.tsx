import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useOrgName, useTimeline } from '../../api/queries';
import type { CaseDetail, TimelineEntry } from '../../api/types';
import { DocumentList } from '../../parts/documents';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { FilledForm } from './branch-matrix';
import { caseText } from './case.text';
import { stageStays, timeUsed } from './stage-times';
import { useSpan } from './time-span';

/** What happened, who did it, on whose behalf, and how long the stage had taken until then. */
export function Timeline({ detail }: { detail: CaseDetail }) {
  const { caseId } = detail;
  const t = useText(caseText);
  const c = useText(commonText);
  const { data, error } = useTimeline(caseId);
  const [newestFirst, setNewestFirst] = useState(true);
  const stays = useMemo(() => stageStays(detail, data ?? []), [detail, data]);
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <p className="empty">{c('loading')}</p>;
  const entries = newestFirst ? [...data].reverse() : data;
  if (entries.length === 0) return <p className="empty">{t('noTimeline')}</p>;
  return (
    <div className="stack">
      <div className="no-print">
        <Button size="small" onClick={() => setNewestFirst(!newestFirst)}>
          {t(newestFirst ? 'oldestFirst' : 'newestFirst')}
        </Button>
      </div>
      <ol className="timeline">
        {entries.map((entry) => (
          <Entry key={entry.seq} caseId={caseId} entry={entry} used={timeUsed(stays, entry)} />
        ))}
      </ol>
    </div>
  );
}

function Entry({ caseId, entry, used }: { caseId: string; entry: TimelineEntry; used: number | null }) {
  const t = useText(caseText);
  const span = useSpan();
  const orgName = useOrgName();
  const [open, setOpen] = useState(false);
  const actor = entry.onBehalfOfName
    ? t('onBehalf', { agent: entry.actorName, principal: entry.onBehalfOfName })
    : entry.actorName;
  return (
    <li>
      <div>
        <strong>{entry.text}</strong>
      </div>
      <div className="muted">
        <span className="number">{minute(entry.at)}</span>　{entry.orgName ? `${orgName(entry.orgName)} ` : ''}
        {actor}
        {used !== null && `　${t('timeUsed', { used: span(used) })}`}
      </div>
      {entry.backdatedTo && <div className="badge warn">{t('backdated', { at: minute(entry.backdatedTo) })}</div>}
      {entry.application && (
        <div className="muted" style={{ overflowWrap: 'anywhere' }}>
          {t('applicationHash', { n: entry.application.version, hash: entry.application.hash })}
        </div>
      )}
      {entry.opinion && <div className="opinion">{entry.opinion}</div>}
      {entry.signed && (
        <div className="signature">
          <img
            src={`/api/v1/cases/${encodeURIComponent(caseId)}/signatures/${entry.seq}`}
            alt={t('signatureOf', { name: entry.actorName })}
            loading="lazy"
          />
        </div>
      )}
      {entry.basis && <div className="muted">{entry.basis}</div>}
      <DocumentList ids={entry.attachments} />
      {entry.formId && (
        <Button
          size="small"
          type="link"
          style={{ paddingInline: 0 }}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'hideOpinion' : 'showForm')}
        </Button>
      )}
      {open && <FilledForm caseId={caseId} formId={entry.formId} />}
    </li>
  );
}
