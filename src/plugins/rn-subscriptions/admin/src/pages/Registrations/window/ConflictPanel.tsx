import { Button, Flex, Typography } from '@strapi/design-system';
import { useEffect, useRef } from 'react';
import { styled } from 'styled-components';
import { WarningBox } from '../../../components/WarningBox';
import { readTypedDate } from '../../../../../shared/typed-date';
import { useDay, useText } from '../../../hooks/useText';
import { valuesOf, type Conflict, type PatronValues, type StoredField } from './patron-form';
import type { PatronForm } from './usePatronForm';

const Table = styled.table`
  border-collapse: collapse;

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[3]} ${theme.spaces[1]} 0`};
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
`;

/** Somebody else saved first: what the registration holds now beside what was typed, and the choice between them. */
export const ConflictPanel = ({ form, conflict }: { form: PatronForm; conflict: Conflict }) => {
  const text = useText();
  const day = useDay();
  const now = valuesOf(conflict.current);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: browsers that make this return a promise would have it called as the effect's end.
    box.current?.scrollIntoView({ block: 'start' });
  }, []);
  const show = (values: PatronValues, field: StoredField) => {
    if (field === 'state') return text(`status.${values.state}`);
    const value = values[field];
    if (field === 'birthDate' || field === 'validFrom')
      return day(readTypedDate(value).day ?? null) || text('conflict.empty');
    return value || text('conflict.empty');
  };
  const label = (field: StoredField) => text(`field.${field === 'state' ? 'status' : field}`);
  const cell = (value: string) => <Typography>{value}</Typography>;

  return (
    <WarningBox ref={box} role="alert">
      <Typography tag="h3" variant="delta">
        {text('conflict.title')}
      </Typography>
      <Typography tag="p">{text('conflict.text')}</Typography>
      <Table>
        <thead>
          <tr>
            <th scope="col">{cell(text('conflict.field'))}</th>
            <th scope="col">{cell(text('conflict.now'))}</th>
            <th scope="col">{cell(text('conflict.typed'))}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.competing.map((field) => (
            <tr key={field}>
              <th scope="row">{cell(label(field))}</th>
              <td>{cell(show(now, field))}</td>
              <td>{cell(show(form.values, field))}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {conflict.others.length > 0 && (
        <Typography tag="p" paddingTop={2}>
          {text('conflict.others', { fields: conflict.others.map(label).join(', ') })}
        </Typography>
      )}
      <Flex gap={2} wrap="wrap" paddingTop={3}>
        <Button variant="secondary" onClick={form.takeCurrent}>
          {text('conflict.take')}
        </Button>
        <Button variant="tertiary" onClick={form.keepTyped}>
          {text('conflict.keep')}
        </Button>
      </Flex>
    </WarningBox>
  );
};
