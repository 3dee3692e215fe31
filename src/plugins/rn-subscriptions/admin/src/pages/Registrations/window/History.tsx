import { Box, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import type { HistoryLine } from '../../../../../shared/contracts/admin';
import { decisionOf } from '../../../../../shared/registration-state';
import { useMoment, useText } from '../../../hooks/useText';
import { useRnHistoryQuery } from '../../../services/registrations';
import type { TextKey } from '../../../translations';

const Summary = styled.summary`
  cursor: pointer;
  width: fit-content;
  font-size: ${({ theme }) => theme.fontSizes[3]};
  font-weight: ${({ theme }) => theme.fontWeights.semiBold};
`;

const keyOf = ({ action, fromState: from, toState: to }: HistoryLine): TextKey => {
  if (action !== 'decided') return `history.${action}`;
  return to && to !== 'pending' ? `history.decided.${decisionOf({ from, to })}` : 'history.changed';
};

/** Who did what to the registration, the newest first: closed, and read when somebody opens it. */
export const History = ({ documentId }: { documentId: string }) => {
  const text = useText();
  const moment = useMoment();
  const [isOpen, setIsOpen] = useState(false);
  const { currentData: lines, isFetching, isError } = useRnHistoryQuery(documentId, { skip: !isOpen });

  const what = (line: HistoryLine) => {
    const kind = line.mail ? text(`mail.kind.${line.mail}`) : '';
    const sentence = text(keyOf(line), { kind });
    if (line.fields.length === 0) return sentence;
    const fields = line.fields.map((field) => text(`field.${field}`)).join(', ');
    return text('history.fields', { what: sentence, fields });
  };

  const who = ({ action, actor, actorName }: HistoryLine) => {
    if (action === 'mailed') return '';
    if (actor !== 'librarian') return text(`history.by.${actor}`);
    return actorName ? text('history.by.librarian', { name: actorName }) : text('history.by.gone');
  };

  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <Summary>{text('history.title')}</Summary>
      <Box paddingTop={2} aria-live="polite">
        {isFetching && !lines && <Typography textColor="neutral600">{text('history.loading')}</Typography>}
        {isError && <Typography textColor="danger600">{text('history.error')}</Typography>}
        {lines && (
          <Flex tag="ol" direction="column" alignItems="flex-start" gap={2}>
            {lines.map((line, index) => (
              // Two lines may bear the same time; the list is never sorted anew.
              <li key={index}>
                <Typography tag="p">
                  {what(line)} {who(line)}
                </Typography>
                <Typography tag="p" variant="pi" textColor="neutral600">
                  <time dateTime={line.at}>{moment(line.at)}</time>
                </Typography>
              </li>
            ))}
          </Flex>
        )}
      </Box>
    </details>
  );
};
