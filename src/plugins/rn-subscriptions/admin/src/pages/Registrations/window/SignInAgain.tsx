import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useAuth } from '@strapi/strapi/admin';
import { useEffect, useRef, useState, type ChangeEvent, type FormEvent } from 'react';
import { WarningBox } from '../../../components/WarningBox';
import { useText } from '../../../hooks/useText';
import type { TextKey } from '../../../translations';

const TOO_MANY = 429;

/** What a refused sign-in is called. */
const problemOf = (error: { status?: unknown } | { name?: string }): TextKey => {
  const status = 'status' in error ? error.status : undefined;
  if (status === 400) return 'signIn.wrong';
  return status === TOO_MANY ? 'signIn.tooMany' : 'signIn.failed';
};

/** The session has ended with something typed: signs the same person in again, here, and goes on. A form of its own, beside the window's. */
export const SignInAgain = ({ onDone }: { onDone: () => void }) => {
  const text = useText();
  const { login, user } = useAuth('SignInAgain', (auth) => auth);
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<TextKey | null>(null);
  const [isUnderWay, setIsUnderWay] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    if (isUnderWay) return;
    if (!password) return setProblem('signIn.missing');
    setIsUnderWay(true);
    const answer = await login({ email: user?.email ?? '', password, rememberMe: false });
    setIsUnderWay(false);
    if (!('error' in answer)) return onDone();
    setProblem(problemOf(answer.error ?? {}));
    input.current?.focus();
  };

  return (
    <WarningBox tag="form" noValidate onSubmit={signIn} role="alert">
      <Typography tag="h3" variant="delta">
        {text('signIn.title')}
      </Typography>
      <Typography tag="p">{text('signIn.text')}</Typography>
      <Flex gap={4} wrap="wrap" alignItems="flex-start" paddingTop={3}>
        <Field.Root name="username">
          <Field.Label>{text('signIn.email')}</Field.Label>
          <TextInput type="email" autoComplete="username" readOnly value={user?.email ?? ''} />
        </Field.Root>
        <Field.Root name="password" error={problem ? text(problem) : undefined}>
          <Field.Label>{text('signIn.password')}</Field.Label>
          <TextInput
            ref={input}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event: ChangeEvent<HTMLInputElement>) => {
              setPassword(event.target.value);
              setProblem(null);
            }}
          />
          <Field.Error />
        </Field.Root>
      </Flex>
      <Box paddingTop={3}>
        <Button type="submit" loading={isUnderWay}>
          {text('signIn.go')}
        </Button>
      </Box>
    </WarningBox>
  );
};
