#include "Cache/Store.h"
#include "Cache/UnitArchive.h"
#include "gtest/gtest.h"

#include <filesystem>

using namespace pyunbox;
namespace fs = std::filesystem;

namespace {

class StoreTest : public testing::Test {
protected:
  void SetUp() override {
    std::string Name = testing::TempDir() + "pyunbox-store-XXXXXX";
    ASSERT_NE(mkdtemp(Name.data()), nullptr);
    Folder = Name;
  }
  void TearDown() override { fs::remove_all(Folder); }

  std::uint64_t size() const {
    std::uint64_t Sum = 0;
    for (const auto &Entry : fs::recursive_directory_iterator(Folder))
      Sum += Entry.is_regular_file() ? Entry.file_size() : 0;
    return Sum;
  }

  std::string Folder;
};

TEST_F(StoreTest, KeepsWhatIsWrittenLast) {
  Store Entries(Folder, 1 << 20);
  std::string Key = strongHash("key");
  EXPECT_EQ(Entries.read(Key), std::nullopt);
  EXPECT_FALSE(Entries.write(Key, "one"));
  EXPECT_FALSE(Entries.write(Key, std::string("two\0", 4)));
  EXPECT_EQ(Entries.read(Key), std::string("two\0", 4));
}

TEST_F(StoreTest, IsBounded) {
  constexpr std::uint64_t MaxBytes = 160'000;
  Store Entries(Folder, MaxBytes);
  std::string Last;
  for (unsigned I = 0; I < 500; ++I) {
    Last = strongHash(std::to_string(I));
    ASSERT_FALSE(Entries.write(Last, std::string(1000, 'x')));
  }
  EXPECT_LE(size(), MaxBytes);
  EXPECT_GE(size(), MaxBytes / 2);
  EXPECT_TRUE(Entries.read(Last));
}

TEST_F(StoreTest, ForgetsWhatIsDamaged) {
  Store Entries(Folder, 1 << 20);
  std::string Key = strongHash("key");
  ASSERT_FALSE(Entries.write(Key, "text"));
  for (const auto &Entry : fs::recursive_directory_iterator(Folder))
    if (Entry.is_regular_file())
      fs::resize_file(Entry.path(), Entry.file_size() - 1);
  EXPECT_EQ(Entries.read(Key), std::nullopt);
  EXPECT_EQ(size(), 0u);
}

TEST(UnitArchive, BytesThatAreCutAreNoResult) {
  UnitAnalysis Analysis;
  Analysis.Result.Path = "m.c";
  Analysis.Result.Methods.resize(2);
  Analysis.Result.Methods[0].Args.resize(1);
  Analysis.Result.Methods[0].Args[0].Default = 2.5;
  Analysis.Result.Methods[1].BailValue = 0.5;
  Analysis.Asked = {"f", "g"};
  std::string Bytes = toBytes(Analysis);
  auto Read = readUnitAnalysis(Bytes);
  ASSERT_TRUE(Read);
  EXPECT_EQ(toBytes(*Read), Bytes);
  EXPECT_EQ(Read->Result.Methods[0].Args[0].Default, DefaultValue(2.5));
  EXPECT_EQ(Read->Result.Methods[1].BailValue, BailNumber(0.5));
  EXPECT_EQ(Read->Asked, Analysis.Asked);
  for (std::size_t Size = 0; Size < Bytes.size(); ++Size)
    EXPECT_FALSE(readUnitAnalysis(std::string_view(Bytes).substr(0, Size)));
  EXPECT_FALSE(readUnitAnalysis(Bytes + '\0'));
}

} // namespace
