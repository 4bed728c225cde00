'use strict';

// Calls a handler the way the Lambda runtime for Node.js does: the first of callback, context.done,
// a settled promise or a thrown error decides; a plain return value of a function that is not
// asynchronous decides nothing.

exports.begin = (handler, eventText, functionName, limitInMillis) => {
  const deadline = Date.now() + limitInMillis;
  const state = { outcome: null };

  const succeed = (value) => {
    if (state.outcome !== null) {
      return;
    }
    try {
      const text = JSON.stringify(value);
      state.outcome = { result: text === undefined ? 'null' : text };
    } catch (error) {
      state.outcome = { errorType: 'Error', errorMessage: 'Unable to stringify response body' };
    }
  };

  const fail = (error) => {
    if (state.outcome !== null) {
      return;
    }
    if (error instanceof Error) {
      const type = error.name || error.constructor.name;
      state.outcome = { errorType: type, errorMessage: String(error.message), trace: String(error.stack) };
    } else {
      state.outcome = { errorType: typeof error, errorMessage: String(error) };
    }
  };

  const callback = (error, value) => {
    if (error === undefined || error === null) {
      succeed(value);
    } else {
      fail(error);
    }
  };

  const context = {
    callbackWaitsForEmptyEventLoop: true,
    succeed,
    fail,
    done: callback,
    functionVersion: '$LATEST',
    functionName,
    memoryLimitInMB: '128',
    logGroupName: '/aws/lambda/' + functionName,
    logStreamName: 'local',
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:' + functionName,
    awsRequestId: crypto.randomUUID(),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };

  const outcome = () => (state.outcome === null ? '' : JSON.stringify(state.outcome));
  let returned;
  try {
    returned = handler(JSON.parse(eventText), context, callback);
  } catch (error) {
    fail(error);
  }
  const promised = returned !== null && typeof returned === 'object' && typeof returned.then === 'function';
  if (!promised) {
    return { outcome };
  }
  return returned.then(succeed, fail).then(() => ({ outcome }));
};
