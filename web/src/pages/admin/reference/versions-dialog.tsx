import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Spin } from 'antd';
import { answer, api } from '../../../api/client';
import { ProblemAlert } from '../../../parts/problem-alert';
import { useSourceWords } from '../../../parts/words';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { minute } from '../../../text/time';
import type { TableSet } from './table-panel';
import { tablesText } from './tables.text';

/** Every version of a set: from when on, on what, why, by whom; each can be looked at by its day. */
export function VersionsDialog({
  set,
  onShow,
  onClose,
}: {
  set: TableSet;
  onShow: (day: string) => void;
  onClose: () => void;
}) {
  const t = useText(tablesText);
  const c = useText(commonText);
  const label = useLabel();
  const sourceWords = useSourceWords();
  const { data, error } = useQuery({
    queryKey: ['reference-sets', set.set, 'versions'],
    queryFn: () => answer(api.GET('/api/v1/reference-sets/{set}/versions', { params: { path: { set: set.set } } })),
  });
  return (
    <Modal
      open
      width={960}
      title={t('versionsOf', { name: label(set.name) })}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{c('close')}</Button>}
    >
      <ProblemAlert error={error} />
      {!data && !error && <Spin />}
      {data && (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{t('number')}</th>
                <th>{t('firstDay')}</th>
                <th>{t('source')}</th>
                <th>{t('reason')}</th>
                <th>{t('by')}</th>
                <th>{t('at')}</th>
                <th>{t('changes')}</th>
                <th>
                  <span className="sr-only">{t('show')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((version) => (
                <tr key={version.number}>
                  <td className="number">{version.number === 0 ? '—' : version.number}</td>
                  <td className="number nowrap">{version.effectiveFrom}</td>
                  <td>{sourceWords(version.source)}</td>
                  <td>{version.reason ?? '—'}</td>
                  <td>{version.byName ?? t('shipped')}</td>
                  <td className="number nowrap">{minute(version.at)}</td>
                  <td className="number nowrap">
                    {version.added} / {version.changed} / {version.removed}
                  </td>
                  <td>
                    <Button
                      size="small"
                      aria-label={t('showVersion', { day: version.effectiveFrom })}
                      onClick={() => onShow(version.effectiveFrom)}
                    >
                      {t('show')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}
