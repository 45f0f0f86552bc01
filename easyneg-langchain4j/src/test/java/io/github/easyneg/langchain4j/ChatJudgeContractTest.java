package io.github.easyneg.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.easyneg.mine.AnswerGuard;
import io.github.easyneg.testkit.AnswerGuardContract;

class ChatJudgeContractTest extends AnswerGuardContract {
  private static final class LettersModel implements ChatModel {
    @Override
    public ChatResponse chat(ChatRequest request) {
      String text = ((UserMessage) request.messages().get(0)).singleText();
      String reply = text.chars().sum() % 2 == 0 ? "YES" : "NO";
      return ChatResponse.builder().aiMessage(AiMessage.from(reply)).build();
    }
  }

  @Override
  protected AnswerGuard guard() {
    return LangChain4j.judge(new LettersModel());
  }
}
