import { answer, api } from '../../api/client';
import type { CaseDetail } from '../../api/types';
import { ActionDialog } from '../../parts/action-dialog';
import { Field } from '../../parts/field';
import { onCase } from '../../parts/kept-places';
import { PersonPicker } from '../../parts/person-picker';
import { isBlank, ReasonField, TextField } from '../../parts/reason-field';
import { useWords } from '../../parts/words';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { caseText } from './case.text';
import { useDefinition } from './use-definition';

export const CASE_ACTS = [
  'comment',
  'copy',
  'setPriority',
  'withdraw',
  'terminate',
  'reopen',
  'recuse',
  'handOver',
  'migrate',
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

const NEEDS_BASIS: CaseAct[] = ['terminate', 'reopen', 'recuse'];
const DANGEROUS: CaseAct[] = ['withdraw', 'terminate'];

/** The commands on a whole case; each asks for what the record needs. */
export function CaseDialog({
  detail,
  act,
  onClose,
}: {
  detail: Pick<CaseDetail, 'caseId' | 'version' | 'priority'>;
  act: CaseAct;
  onClose: () => void;
}) {
  const t = useText(caseText);
  const c = useText(commonText);
  const label = useLabel();
  const words = useWords();
  const { data: definition } = useDefinition(detail.caseId);
  const path = { caseId: detail.caseId };
  const needsPerson = ['copy', 'recuse', 'handOver'].includes(act);
  const personName = t(act === 'copy' ? 'copyTo' : act === 'recuse' ? 'recusePerson' : 'handOverFrom');
  const reasonName = act === 'comment' ? t('commentText') : act === 'copy' ? t('note') : c('reason');
  return (
    <ActionDialog
      title={t(act)}
      submit={t(act)}
      danger={DANGEROUS.includes(act)}
      done={t('sent')}
      initial={{ reason: '', basis: '', person: '', to: '', stage: '', version: '', priority: '' }}
      check={(v) => ({
        ...(act !== 'copy' && isBlank(v.reason, act === 'comment' ? 1 : 2)
          ? { reason: c('fillIn', { field: reasonName }) }
          : {}),
        ...(NEEDS_BASIS.includes(act) && isBlank(v.basis, 2) ? { basis: c('fillIn', { field: c('basis') }) } : {}),
        ...(needsPerson && v.person === '' ? { person: c('choose', { field: personName }) } : {}),
        ...(act === 'handOver' && v.to === '' ? { to: c('choose', { field: t('handOverTo') }) } : {}),
        ...(act === 'reopen' && v.stage === '' ? { stage: c('choose', { field: t('reopenStage') }) } : {}),
        ...(act === 'setPriority' && v.priority === '' ? { priority: c('choose', { field: t('priority') }) } : {}),
        ...(act === 'migrate' && !(Number(v.version) >= 1)
          ? { version: c('fillIn', { field: t('migrateVersion') }) }
          : {}),
      })}
      send={(v, key) => {
        const params = { path, header: { 'Idempotency-Key': key } };
        const { reason, basis } = v;
        switch (act) {
          case 'comment':
            return answer(api.POST('/api/v1/cases/{caseId}/comments', { params, body: { text: reason } }));
          case 'copy':
            return answer(
              api.POST('/api/v1/cases/{caseId}/copies', { params, body: { persons: [v.person], note: reason } }),
            );
          case 'setPriority':
            return answer(
              api.POST('/api/v1/cases/{caseId}/priority', {
                params,
                body: { reason, priority: v.priority as 'normal' | 'urgent' | 'veryUrgent' },
              }),
            );
          case 'withdraw':
            return answer(api.POST('/api/v1/cases/{caseId}/withdraw', { params, body: { reason } }));
          case 'terminate':
            return answer(api.POST('/api/v1/cases/{caseId}/terminate', { params, body: { reason, basis } }));
          case 'reopen':
            return answer(
              api.POST('/api/v1/cases/{caseId}/reopen', { params, body: { reason, basis, stage: v.stage } }),
            );
          case 'recuse':
            return answer(
              api.POST('/api/v1/cases/{caseId}/recusals', { params, body: { reason, basis, person: v.person } }),
            );
          case 'handOver':
            return answer(
              api.POST('/api/v1/cases/{caseId}/hand-over', { params, body: { reason, from: v.person, to: v.to } }),
            );
          case 'migrate':
            return answer(
              api.POST('/api/v1/cases/{caseId}/migrate', { params, body: { reason, version: Number(v.version) } }),
            );
        }
      }}
      onClose={onClose}
      keep={{ place: onCase(detail.caseId, act), keys: ['reason', 'basis'] }}
    >
      {({ values, set, faults }) => (
        <>
          {act === 'withdraw' && <p className="note warn">{t('withdrawHelp')}</p>}
          {needsPerson && (
            <PersonPicker
              label={personName}
              value={values.person}
              onChange={(person) => set({ person })}
              fault={faults.person}
            />
          )}
          {act === 'handOver' && (
            <PersonPicker
              label={t('handOverTo')}
              value={values.to}
              onChange={(to) => set({ to })}
              fault={faults.to}
              except={[values.person]}
            />
          )}
          {act === 'setPriority' && (
            <>
              <p className="note">{t('setPriorityHelp')}</p>
              <Field label={t('priority')} required fault={faults.priority}>
                {(frame) => (
                  <select
                    {...frame}
                    className="native"
                    value={values.priority}
                    onChange={({ target }) => set({ priority: target.value })}
                  >
                    <option value="">{t('pickPriority')}</option>
                    {(['veryUrgent', 'urgent', 'normal'] as const)
                      .filter((one) => one !== detail.priority)
                      .map((one) => (
                        <option key={one} value={one}>
                          {words('priority', one)}
                        </option>
                      ))}
                  </select>
                )}
              </Field>
            </>
          )}
          {act === 'reopen' && (
            <Field label={t('reopenStage')} required fault={faults.stage}>
              {(frame) => (
                <select
                  {...frame}
                  className="native"
                  value={values.stage}
                  onChange={({ target }) => set({ stage: target.value })}
                >
                  <option value="">{t('pickStage')}</option>
                  {definition?.machine.stages
                    .filter(({ kind }) => kind === 'task' || kind === 'parallel')
                    .map(({ code, name }) => (
                      <option key={code} value={code}>
                        {label(name)}
                      </option>
                    ))}
                </select>
              )}
            </Field>
          )}
          {act === 'migrate' && (
            <TextField
              label={t('migrateVersion')}
              type="number"
              value={values.version}
              onChange={(version) => set({ version })}
              fault={faults.version}
            />
          )}
          <ReasonField
            label={reasonName}
            value={values.reason}
            onChange={(reason) => set({ reason })}
            fault={faults.reason}
            max={act === 'comment' ? 2000 : act === 'copy' ? 200 : 500}
          />
          {NEEDS_BASIS.includes(act) && (
            <TextField
              label={c('basis')}
              value={values.basis}
              onChange={(basis) => set({ basis })}
              fault={faults.basis}
            />
          )}
        </>
      )}
    </ActionDialog>
  );
}
