import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useOrgName } from '../../api/queries';
import { frameText } from '../../frame/frame.text';
import { PROCEDURES } from '../../frame/menu';
import { Empty, Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { today } from '../../text/time';
import { PhraseDialog, type Phrase } from './phrase-dialog';
import { phrasesText } from './phrases.text';

/** Phrases for opinions: one's own, and those of the department, which its leadership keeps. */
export default function PhrasesPage() {
  const t = useText(phrasesText);
  const c = useText(commonText);
  const f = useText(frameText);
  const orgName = useOrgName();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [editing, setEditing] = useState<Phrase | 'new' | null>(null);
  const {
    data = [],
    error,
    isSuccess,
  } = useQuery({
    queryKey: ['phrases', 'all'],
    queryFn: () => answer(api.GET('/api/v1/phrases', { params: { query: { which: 'all' } } })),
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ['phrases'] });
  const done = () => {
    void message.success(c('saved'));
    return refresh();
  };
  const retire = useMutation({
    mutationFn: ({ phraseId, mine: _mine, org, basis, process, effectiveTo: _open, ...kept }: Phrase) =>
      answer(
        api.PUT('/api/v1/phrases/{phraseId}', {
          params: { path: { phraseId } },
          body: {
            ...kept,
            ...(org === null ? {} : { org }),
            ...(basis === null ? {} : { basis }),
            ...(process === null ? {} : { process }),
            effectiveTo: today(),
          },
        }),
      ),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: ({ phraseId }: Phrase) =>
      answer(api.DELETE('/api/v1/phrases/{phraseId}', { params: { path: { phraseId } } })),
    onSuccess: done,
  });
  const end = (phrase: Phrase) =>
    void modal.confirm({
      title: t('retireTitle'),
      content: t('retireHelp'),
      okText: t('retire'),
      cancelText: c('cancel'),
      onOk: () => retire.mutateAsync(phrase),
    });
  return (
    <Page
      title={t('title')}
      actions={
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('add')}
        </Button>
      }
    >
      <p className="muted">{t('intro')}</p>
      <ProblemAlert error={error ?? retire.error ?? remove.error} />
      {isSuccess && data.length === 0 && <Empty>{t('none')}</Empty>}
      {data.length > 0 && (
        <div className="card table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{t('text')}</th>
                <th>{t('whose')}</th>
                <th>{t('process')}</th>
                <th>{t('period')}</th>
                <th>{c('status')}</th>
                <th>
                  <span className="sr-only">{c('edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((phrase) => {
                const state = stateOf(phrase);
                const word = PROCEDURES.find(({ process }) => process === phrase.process)?.word;
                return (
                  <tr key={phrase.phraseId}>
                    <td>
                      {phrase.text}
                      {phrase.basis !== null && <div className="muted">{phrase.basis}</div>}
                    </td>
                    <td>{phrase.org === null ? t('own') : orgName(phrase.org)}</td>
                    <td>{word ? f(word) : t('anyProcess')}</td>
                    <td className="number nowrap">
                      {phrase.effectiveFrom} – {phrase.effectiveTo ?? ''}
                    </td>
                    <td>
                      <span className={state === 'inForce' ? 'badge good' : 'badge'}>{t(state)}</span>
                    </td>
                    <td>
                      {phrase.mine && (
                        <span className="row">
                          <Button
                            size="small"
                            aria-label={`${c('edit')} ${phrase.text}`}
                            onClick={() => setEditing(phrase)}
                          >
                            {c('edit')}
                          </Button>
                          {phrase.org === null ? (
                            <Button
                              size="small"
                              aria-label={`${t('remove')} ${phrase.text}`}
                              onClick={() => remove.mutate(phrase)}
                            >
                              {t('remove')}
                            </Button>
                          ) : (
                            state !== 'retired' && (
                              <Button
                                size="small"
                                aria-label={`${t('retire')} ${phrase.text}`}
                                onClick={() => end(phrase)}
                              >
                                {t('retire')}
                              </Button>
                            )
                          )}
                        </span>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {editing !== null && (
        <PhraseDialog
          phrase={editing === 'new' ? null : editing}
          onClose={(saved) => {
            setEditing(null);
            if (saved) void refresh();
          }}
        />
      )}
    </Page>
  );
}

/** A phrase retired today is still offered today. */
function stateOf({ effectiveFrom, effectiveTo }: Phrase): 'upcoming' | 'inForce' | 'retired' {
  if (effectiveFrom > today()) return 'upcoming';
  return effectiveTo !== null && effectiveTo <= today() ? 'retired' : 'inForce';
}
