import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { CaseObjections, ObjectionRow } from '../../api/types';
import { ActionDialog } from '../../parts/action-dialog';
import { Field } from '../../parts/field';
import { onCase } from '../../parts/kept-places';
import { ProblemAlert } from '../../parts/problem-alert';
import { isBlank, ReasonField } from '../../parts/reason-field';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { minute } from '../../text/time';
import { publicText } from '../public/public.text';
import { objectionText } from './objection.text';

const CHECKS = ['reached', 'unreachable'] as const;
const OUTCOMES = ['noted', 'hearing', 'dismissed'] as const;

interface Values {
  contactCheck: '' | (typeof CHECKS)[number];
  outcome: '' | (typeof OUTCOMES)[number];
  summary: string;
  opinion: string;
}

const START: Values = { contactCheck: '', outcome: '', summary: '', opinion: '' };

/** One objection with who made it; who works on it takes it onto the case from here. */
export default function ObjectionDialog({
  caseId,
  row,
  all,
  onClose,
}: {
  caseId: string;
  row: ObjectionRow;
  all: CaseObjections;
  onClose: () => void;
}) {
  const t = useText(objectionText);
  const c = useText(commonText);
  const title = t('dialog', { receipt: row.receipt });
  const path = { caseId, receipt: row.receipt };
  const send = (values: Values, key: string) => {
    const { contactCheck, outcome, summary, opinion } = values;
    return answer(
      api.POST('/api/v1/cases/{caseId}/objections/{receipt}/record', {
        params: { path, header: { 'Idempotency-Key': key } },
        body: outcome && contactCheck ? { contactCheck, outcome, summary, ...(opinion ? { opinion } : {}) } : {},
      }),
    );
  };
  const waits = row.state === 'received' && all.awaited;
  if (all.mayCheck && (waits || row.state === 'checking')) {
    return (
      <ActionDialog
        title={title}
        submit={t('check')}
        done={t('done')}
        width={640}
        initial={START}
        check={({ contactCheck, outcome, summary, opinion }) => ({
          ...(contactCheck === '' ? { contactCheck: c('choose', { field: t('contactCheck') }) } : {}),
          ...(outcome === '' ? { outcome: c('choose', { field: t('outcome') }) } : {}),
          ...(isBlank(summary, 2) ? { summary: c('fillIn', { field: t('summary') }) } : {}),
          ...(outcome === 'dismissed' && isBlank(opinion, 2) ? { opinion: c('fillIn', { field: t('opinion') }) } : {}),
        })}
        send={send}
        onClose={onClose}
        keep={{ place: onCase(caseId, `objection.${row.receipt}`), keys: ['summary', 'opinion'] }}
      >
        {({ values, set, faults }) => (
          <>
            <Content caseId={caseId} receipt={row.receipt} />
            <Choice
              label={t('contactCheck')}
              value={values.contactCheck}
              fault={faults.contactCheck}
              choices={CHECKS.map((code) => [code, t(code)])}
              onChange={(contactCheck) => set({ contactCheck: contactCheck as Values['contactCheck'] })}
            />
            <Choice
              label={t('outcome')}
              value={values.outcome}
              fault={faults.outcome}
              choices={OUTCOMES.map((code) => [code, t(code === 'hearing' ? 'hearingOutcome' : code)])}
              onChange={(outcome) => set({ outcome: outcome as Values['outcome'] })}
            />
            <ReasonField
              label={t('summary')}
              help=""
              max={2000}
              value={values.summary}
              fault={faults.summary}
              onChange={(summary) => set({ summary })}
            />
            <ReasonField
              label={t('opinion')}
              help={t('opinionHelp')}
              required={values.outcome === 'dismissed'}
              max={2000}
              value={values.opinion}
              fault={faults.opinion}
              onChange={(opinion) => set({ opinion })}
            />
          </>
        )}
      </ActionDialog>
    );
  }
  if (all.mayRecord && waits) {
    return (
      <ActionDialog
        title={title}
        submit={t('record')}
        done={t('done')}
        width={640}
        initial={START}
        check={() => ({})}
        send={send}
        onClose={onClose}
      >
        {() => <Content caseId={caseId} receipt={row.receipt} />}
      </ActionDialog>
    );
  }
  return <Settled caseId={caseId} row={row} title={title} onClose={onClose} />;
}

/** One that needs nothing more; who made it may ask for their data to be erased. */
function Settled({
  caseId,
  row: { receipt },
  title,
  onClose,
}: {
  caseId: string;
  row: ObjectionRow;
  title: string;
  onClose: () => void;
}) {
  const t = useText(objectionText);
  const c = useText(commonText);
  const { data } = useContent(caseId, receipt);
  const [erasing, setErasing] = useState(false);
  if (erasing)
    return (
      <ActionDialog
        title={t('eraseTitle', { receipt })}
        submit={t('erase')}
        danger
        done={t('eraseDone')}
        initial={{ reason: '' }}
        check={({ reason }) => (isBlank(reason, 2) ? { reason: c('fillIn', { field: c('reason') }) } : {})}
        send={({ reason }) =>
          answer(
            api.POST('/api/v1/cases/{caseId}/objections/{receipt}/erase', {
              params: { path: { caseId, receipt } },
              body: { reason },
            }),
          )
        }
        onClose={onClose}
      >
        {({ values, set, faults }) => (
          <>
            <p className="note warn">{t('eraseAsk')}</p>
            <ReasonField
              label={c('reason')}
              help={t('eraseReason')}
              value={values.reason}
              fault={faults.reason}
              onChange={(reason) => set({ reason })}
            />
          </>
        )}
      </ActionDialog>
    );
  return (
    <Modal
      open
      title={title}
      width={640}
      onCancel={onClose}
      footer={
        <>
          {data?.mayErase && (
            <Button danger onClick={() => setErasing(true)}>
              {t('erase')}
            </Button>
          )}
          <Button onClick={onClose}>{c('close')}</Button>
        </>
      }
    >
      <Content caseId={caseId} receipt={receipt} />
    </Modal>
  );
}

/** Asked for when it is opened and not kept: each reading is noted. */
const useContent = (caseId: string, receipt: string) =>
  useQuery({
    queryKey: ['objection', caseId, receipt],
    queryFn: () =>
      answer(api.GET('/api/v1/cases/{caseId}/objections/{receipt}', { params: { path: { caseId, receipt } } })),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** Who objects and what they say. */
function Content({ caseId, receipt }: { caseId: string; receipt: string }) {
  const t = useText(objectionText);
  const p = useText(publicText);
  const c = useText(commonText);
  const { data, error } = useContent(caseId, receipt);
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <p className="muted">{c('loading')}</p>;
  if (data.text === null) return <p className="note">{t('erased')}</p>;
  return (
    <dl className="facts">
      <dt>{p('name')}</dt>
      <dd>{data.name}</dd>
      <dt>{p('standing')}</dt>
      <dd>{p(data.standing)}</dd>
      {data.phone !== null && (
        <>
          <dt>{p('phone')}</dt>
          <dd className="number">{data.phone}</dd>
        </>
      )}
      {data.mail !== null && (
        <>
          <dt>{p('mail')}</dt>
          <dd>{data.mail}</dd>
        </>
      )}
      <dt>{p('text')}</dt>
      <dd className="pre">{data.text}</dd>
      <dt>{t('hearing')}</dt>
      <dd>{c(data.asksHearing ? 'yes' : 'no')}</dd>
      <dt>{p('receivedAt')}</dt>
      <dd className="number">{minute(data.receivedAt)}</dd>
      <dt>{t('keptUntil')}</dt>
      <dd className="number">{data.keptUntil}</dd>
    </dl>
  );
}

function Choice({
  label,
  value,
  fault,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  fault: string | undefined;
  choices: [code: string, name: string][];
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label} required fault={fault}>
      {(frame) => (
        <select {...frame} className="native" value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="" />
          {choices.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
