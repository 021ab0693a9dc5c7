import { answer, api } from '../../api/client';
import { useReference } from '../../api/queries';
import type { Clock, Limit } from '../../api/types';
import { ActionDialog } from '../../parts/action-dialog';
import { Field } from '../../parts/field';
import { onCase } from '../../parts/kept-places';
import { isBlank, ReasonField, TextField } from '../../parts/reason-field';
import { useWords } from '../../parts/words';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { caseText } from './case.text';

export type ClockAct = 'stop' | 'resume' | 'extend';

/** 中止, 恢复, 延长 of one limit, each with its reason. */
export function ClockDialog({
  caseId,
  kind,
  clock,
  onClose,
}: {
  caseId: string;
  kind: ClockAct;
  clock: Clock;
  onClose: () => void;
}) {
  const t = useText(caseText);
  const c = useText(commonText);
  const label = useLabel();
  const words = useWords();
  const { data: limits } = useReference<Limit>('limits');
  const versions = limits?.filter(({ key }) => key === clock.limit) ?? [];
  const rule = versions.at(-1);
  const path = { caseId, clockId: clock.id };
  return (
    <ActionDialog
      title={`${t(kind)}：${label(clock.name)}`}
      submit={t(kind)}
      done={t('sent')}
      initial={{ ground: clock.grounds[0] ?? '', note: '', basis: rule?.extension?.basis ?? '', more: '' }}
      check={(v) => ({
        ...(kind === 'stop' && v.ground === '' ? { ground: c('choose', { field: t('ground') }) } : {}),
        ...(isBlank(v.note, 2) ? { note: c('fillIn', { field: kind === 'extend' ? c('reason') : t('note') }) } : {}),
        ...(kind === 'extend' && isBlank(v.basis, 2) ? { basis: c('fillIn', { field: c('basis') }) } : {}),
        ...(kind === 'extend' && !(Number(v.more) >= 1) ? { more: c('fillIn', { field: t('moreUnits') }) } : {}),
      })}
      send={(v, key) => {
        const params = { path, header: { 'Idempotency-Key': key } };
        if (kind === 'stop')
          return answer(
            api.POST('/api/v1/cases/{caseId}/clocks/{clockId}/stop', {
              params,
              body: { ground: v.ground, note: v.note },
            }),
          );
        if (kind === 'resume')
          return answer(api.POST('/api/v1/cases/{caseId}/clocks/{clockId}/resume', { params, body: { note: v.note } }));
        return answer(
          api.POST('/api/v1/cases/{caseId}/clocks/{clockId}/extend', {
            params,
            body: { more: Number(v.more), reason: v.note, basis: v.basis },
          }),
        );
      }}
      onClose={onClose}
      keep={{ place: onCase(caseId, `${kind}.${clock.id}`), keys: ['note', 'basis'] }}
    >
      {({ values, set, faults }) => (
        <>
          {kind === 'stop' && (
            <Field label={t('ground')} required fault={faults.ground}>
              {(frame) => (
                <select
                  {...frame}
                  className="native"
                  value={values.ground}
                  onChange={({ target }) => set({ ground: target.value })}
                >
                  {clock.grounds.map((code) => {
                    const ground = versions
                      .flatMap(({ stoppableFor }) => stoppableFor)
                      .find((one) => one.code === code);
                    return (
                      <option key={code} value={code}>
                        {ground ? `${label(ground.name)}（${ground.basis}）` : c('loading')}
                      </option>
                    );
                  })}
                </select>
              )}
            </Field>
          )}
          {kind === 'extend' && (
            <TextField
              label={`${t('moreUnits')}（${words('unit', clock.unit)}）`}
              type="number"
              value={values.more}
              onChange={(more) => set({ more })}
              fault={faults.more}
            />
          )}
          <ReasonField
            label={kind === 'extend' ? c('reason') : t('note')}
            value={values.note}
            onChange={(note) => set({ note })}
            fault={faults.note}
          />
          {kind === 'extend' && (
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
