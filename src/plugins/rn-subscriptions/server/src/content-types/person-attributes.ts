import { PERSON_FIELDS, PERSON_NAMES, type PersonFieldName } from '../../../shared/person-fields';

type Attribute = { type: 'string' | 'date'; private: true; required?: true };

/** The columns of these fields of a person: never in a sanitised answer, nor in a webhook. An object of its own for each: Strapi writes the column's name into it. */
export const personAttributes = (names: PersonFieldName[] = PERSON_NAMES): Record<string, Attribute> =>
  Object.fromEntries(
    names.map((name): [string, Attribute] => {
      const { kind, required } = PERSON_FIELDS[name];
      return [
        name,
        { type: kind === 'day' ? 'date' : 'string', private: true, ...(required ? { required: true } : {}) },
      ];
    })
  );
